package io.daybook.account.projection;

import io.daybook.core.Ids;
import io.daybook.email.projection.EmailFacts.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The columns of an account's emails, and what changes several of them in step. Whoever changes
 * emails settles what their threads and mailboxes have become.
 */
final class IndexColumns {
    private static final String TRASH = "trash";

    final EmailTable table = new EmailTable();
    final MailboxSets sets = new MailboxSets();
    final ThreadTable threads = new ThreadTable();
    final MailboxColumns mailboxes = new MailboxColumns(table);
    final DeltaTracker tracker = new DeltaTracker(threads);
    final ThreadCounts counts = new ThreadCounts(table, sets, mailboxes, threads, tracker);
    final RoaringBitmap all = new RoaringBitmap();
    final RoaringBitmap attachments = new RoaringBitmap();
    final KeywordColumns keywords = new KeywordColumns();
    final SortedEmails order = new SortedEmails(table);
    final MailboxPlaces places = new MailboxPlaces(table, sets, mailboxes, order);
    final TextColumns texts;
    private long octets;

    IndexColumns(TextColumns.Source source) {
        texts = new TextColumns(source);
    }

    /** Adds an email; {@link MailboxPlaces#sortIn} sorts it in. */
    void insert(
            int email,
            int thread,
            long receivedAt,
            long size,
            Ids placed,
            List<String> words,
            Facts facts) {
        table.add(email, thread, receivedAt, sent(facts), size, sets.use(placed));
        all.add(email);
        octets += size;
        placed.forEach(mailbox -> mailboxes.column(mailbox).emails.add(email));
        words.forEach(word -> keywords.add(word, email));
        if (facts.hasAttachment()) {
            attachments.add(email);
        }
        texts.put(email, facts);
        counts.add(email, KeywordColumns.isUnread(words));
    }

    /** Takes emails away that are there. */
    void remove(Ids emails) {
        var gone = RoaringBitmap.bitmapOf(emails.toArray());
        int[] sorted = ReceivedOrder.sorted(emails.toArray(), table);
        places.remove(sorted, gone);
        for (int i = sorted.length - 1; i >= 0; i--) {
            int email = sorted[i];
            counts.remove(email);
            octets -= table.size(email);
            texts.remove(email);
            sets.release(table.placed(email));
            table.remove(email);
        }
        all.andNot(gone);
        attachments.andNot(gone);
        keywords.forget(gone);
    }

    /** Takes what the message of an email says now. */
    void redigest(int email, Facts facts) {
        table.sent(email, sent(facts));
        texts.put(email, facts);
        if (facts.hasAttachment()) {
            attachments.add(email);
        } else {
            attachments.remove(email);
        }
    }

    private static long sent(Facts facts) {
        Instant sentAt = facts.sentAt();
        return sentAt == null ? EmailTable.NO_DATE : sentAt.toEpochMilli();
    }

    /** Adds an email as another has it, in the thread. */
    void recreate(int was, int is, int thread) {
        long sent = table.sentAt(was);
        var facts =
                new Facts(
                        attachments.contains(was),
                        sent == EmailTable.NO_DATE ? null : Instant.ofEpochMilli(sent),
                        "",
                        "",
                        "");
        var placed = sets.get(table.placed(was));
        insert(is, thread, table.receivedAt(was), table.size(was), placed, keywords.of(was), facts);
        texts.copy(was, is);
    }

    void changeRole(int mailbox, @Nullable String role) {
        int before = mailboxes.trash();
        if (Objects.equals(role, TRASH)) {
            mailboxes.trash(mailbox);
        } else if (before == mailbox) {
            mailboxes.trash(0);
        }
        if (mailboxes.trash() != before && !all.isEmpty()) {
            counts.recount();
        }
    }

    /** Ends the loading of rows: nobody is told what changed. */
    void settle() {
        tracker.settleThreads();
        tracker.settleMailboxes(ChangeRow.NONE);
    }

    /** Makes the columns small after many emails have been added. */
    void optimize() {
        all.runOptimize();
        attachments.runOptimize();
        keywords.optimize();
        mailboxes.forEach(mailbox -> mailbox.emails.runOptimize());
    }

    /** Octets of all messages. */
    long octets() {
        return octets;
    }

    /** Octets of memory, roughly. */
    long weight() {
        return 4_000
                + table.weight()
                + sets.weight()
                + threads.weight()
                + mailboxes.weight()
                + order.weight()
                + keywords.weight()
                + texts.weight()
                + all.getLongSizeInBytes()
                + attachments.getLongSizeInBytes()
                + counts.unread.getLongSizeInBytes();
    }
}
