package io.daybook.account.projection;

import io.daybook.mailbox.projection.MailboxCounts;
import org.roaringbitmap.RoaringBitmap;

/** The emails of one mailbox and its counters. */
final class MailboxColumn {
    final int mailbox;
    final RoaringBitmap emails = new RoaringBitmap();
    final SortedEmails order;
    boolean exists;
    int totalEmails;
    int unreadEmails;
    int totalThreads;
    int unreadThreads;
    private boolean touched;
    private MailboxCounts before = MailboxCounts.ZERO;

    MailboxColumn(int mailbox, EmailTable table) {
        this.mailbox = mailbox;
        this.order = new SortedEmails(table);
    }

    MailboxCounts counts() {
        return new MailboxCounts(totalEmails, unreadEmails, totalThreads, unreadThreads);
    }

    /** Remembers the counters as they are before the event; true for the first time. */
    boolean touch() {
        if (touched) {
            return false;
        }
        touched = true;
        before = counts();
        return true;
    }

    /** Ends the event; true when a counter is not what it was before. */
    boolean settle() {
        touched = false;
        return !before.equals(counts());
    }

    long weight() {
        return 96 + order.weight() + emails.getLongSizeInBytes();
    }
}
