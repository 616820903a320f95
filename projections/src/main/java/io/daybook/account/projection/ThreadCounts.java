package io.daybook.account.projection;

import io.daybook.core.Ids;
import org.roaringbitmap.RoaringBitmap;

/**
 * Keeps threads and the counters of mailboxes (RFC 8621 section 2) while emails come, change and
 * go; each change costs what the mailboxes of its thread cost, never a walk over the emails.
 */
final class ThreadCounts {
    private final EmailTable table;
    private final MailboxSets sets;
    private final MailboxColumns mailboxes;
    private final ThreadTable threads;
    private final DeltaTracker tracker;

    /** Emails that are neither {@code $seen} nor {@code $draft}. */
    final RoaringBitmap unread = new RoaringBitmap();

    ThreadCounts(
            EmailTable table,
            MailboxSets sets,
            MailboxColumns mailboxes,
            ThreadTable threads,
            DeltaTracker tracker) {
        this.table = table;
        this.sets = sets;
        this.mailboxes = mailboxes;
        this.threads = threads;
        this.tracker = tracker;
    }

    /** Counts an email that is in the table. */
    void add(int email, boolean isUnread) {
        if (isUnread) {
            unread.add(email);
        }
        int thread = table.thread(email);
        tracker.touchThread(thread);
        countEmail(sets.get(table.placed(email)), isUnread, 1);
        join(email, thread);
        countThread(thread, 1);
    }

    private void join(int email, int thread) {
        if (!threads.has(thread)) {
            threads.setOnly(thread, email);
            return;
        }
        countThread(thread, -1);
        var conversation = threads.conversation(thread);
        if (conversation == null) {
            conversation = new Conversation();
            enter(conversation, threads.only(thread));
            threads.setConversation(thread, conversation);
        }
        enter(conversation, email);
    }

    /** Forgets an email that is still in the table. */
    void remove(int email) {
        int thread = table.thread(email);
        tracker.touchThread(thread);
        countEmail(sets.get(table.placed(email)), unread.contains(email), -1);
        countThread(thread, -1);
        var conversation = threads.conversation(thread);
        if (conversation == null) {
            threads.remove(thread);
        } else {
            conversation.remove(email, table);
            count(conversation, email, -1);
            if (conversation.size() == 1) {
                threads.setOnly(thread, conversation.emailAt(0));
            }
            countThread(thread, 1);
        }
        unread.remove(email);
    }

    void setUnread(int email, boolean isUnread) {
        if (unread.contains(email) == isUnread) {
            return;
        }
        var placed = sets.get(table.placed(email));
        countUnread(placed, isUnread ? 1 : -1);
        change(email, () -> mark(email, isUnread));
    }

    private void mark(int email, boolean isUnread) {
        if (isUnread) {
            unread.add(email);
        } else {
            unread.remove(email);
        }
    }

    /** Puts the email into another set of mailboxes. */
    void place(int email, int placed) {
        int before = table.placed(email);
        boolean isUnread = unread.contains(email);
        countEmail(sets.get(before), isUnread, -1);
        countEmail(sets.get(placed), isUnread, 1);
        change(email, () -> table.place(email, placed));
        sets.release(before);
    }

    private void change(int email, Runnable change) {
        int thread = table.thread(email);
        countThread(thread, -1);
        var conversation = threads.conversation(thread);
        if (conversation == null) {
            change.run();
        } else {
            count(conversation, email, -1);
            change.run();
            count(conversation, email, 1);
        }
        countThread(thread, 1);
    }

    /** Counts all threads anew: another mailbox is the trash now. */
    void recount() {
        mailboxes.forEach(mailbox -> {
            tracker.touch(mailbox);
            mailbox.totalThreads = 0;
            mailbox.unreadThreads = 0;
        });
        threads.forEach(thread -> {
            var conversation = threads.conversation(thread);
            if (conversation != null) {
                recountUnread(conversation);
            }
            countThread(thread, 1);
        });
    }

    private void recountUnread(Conversation conversation) {
        conversation.unreadOutside = 0;
        conversation.unreadInTrash = 0;
        for (int i = 0; i < conversation.size(); i++) {
            countUnread(conversation, conversation.emailAt(i), 1);
        }
    }

    private void enter(Conversation conversation, int email) {
        conversation.insert(email, table);
        count(conversation, email, 1);
    }

    private void count(Conversation conversation, int email, int change) {
        Ids placed = sets.get(table.placed(email));
        for (int i = 0; i < placed.size(); i++) {
            conversation.count(placed.get(i), change);
        }
        countUnread(conversation, email, change);
    }

    private void countUnread(Conversation conversation, int email, int change) {
        if (unread.contains(email)) {
            Ids placed = sets.get(table.placed(email));
            boolean inTrash = placed.contains(mailboxes.trash());
            conversation.unreadInTrash += inTrash ? change : 0;
            conversation.unreadOutside += inTrash && placed.size() == 1 ? 0 : change;
        }
    }

    private void countEmail(Ids placed, boolean isUnread, int change) {
        for (int i = 0; i < placed.size(); i++) {
            var mailbox = mailboxes.touch(placed.get(i), tracker);
            mailbox.totalEmails += change;
            mailbox.unreadEmails += isUnread ? change : 0;
        }
    }

    private void countUnread(Ids placed, int change) {
        for (int i = 0; i < placed.size(); i++) {
            mailboxes.touch(placed.get(i), tracker).unreadEmails += change;
        }
    }

    // RFC 8621 section 2: emails that are only in the trash are ignored when the unread threads of
    // other mailboxes are counted, and emails that are not in the trash when those of the trash
    // are.
    private void countThread(int thread, int change) {
        var conversation = threads.conversation(thread);
        if (conversation == null) {
            int email = threads.only(thread);
            Ids placed = sets.get(table.placed(email));
            boolean isUnread = unread.contains(email);
            for (int i = 0; i < placed.size(); i++) {
                countThread(placed.get(i), isUnread, change);
            }
            return;
        }
        for (int i = 0; i < conversation.placeCount(); i++) {
            int mailbox = conversation.placeAt(i);
            int counting =
                    mailbox == mailboxes.trash()
                            ? conversation.unreadInTrash
                            : conversation.unreadOutside;
            countThread(mailbox, counting > 0, change);
        }
    }

    private void countThread(int mailbox, boolean isUnread, int change) {
        var column = mailboxes.touch(mailbox, tracker);
        column.totalThreads += change;
        column.unreadThreads += isUnread ? change : 0;
    }
}
