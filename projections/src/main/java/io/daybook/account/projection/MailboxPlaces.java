package io.daybook.account.projection;

import io.daybook.core.Ids;
import java.util.HashMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which emails are where, sorted by received date: in the account and in each of its mailboxes.
 *
 * @param sets the mailboxes of each email, as the table names them
 * @param order all emails of the account
 */
record MailboxPlaces(
        EmailTable table, MailboxSets sets, MailboxColumns mailboxes, SortedEmails order) {

    /** Does something with those emails of a batch that are in the mailbox. */
    private interface Placing {
        void place(int mailbox, int[] emails);
    }

    /** Sorts emails in that are in the table and in the bitmaps of their mailboxes already. */
    void sortIn(Ids added) {
        int[] emails = ReceivedOrder.sorted(added.toArray(), table);
        order.addAll(emails);
        forEachMailbox(emails, (mailbox, there) -> mailboxes.column(mailbox).order.addAll(there));
    }

    /**
     * @param sorted the emails by received date, still in the table
     * @param gone the same
     */
    void remove(int[] sorted, RoaringBitmap gone) {
        order.removeAll(sorted);
        forEachMailbox(
                sorted,
                (mailbox, there) -> {
                    var column = mailboxes.column(mailbox);
                    column.order.removeAll(there);
                    column.emails.andNot(gone);
                });
    }

    /** Those of the emails that are in the mailbox leave it. */
    void leave(int mailbox, RoaringBitmap emails) {
        var column = mailboxes.column(mailbox);
        var leaving = RoaringBitmap.and(column.emails, emails);
        column.order.removeAll(leaving.toArray());
        column.emails.andNot(leaving);
    }

    /** Those of the emails that are not in the mailbox enter it. */
    void enter(int mailbox, RoaringBitmap emails) {
        var column = mailboxes.column(mailbox);
        var entering = RoaringBitmap.andNot(emails, column.emails);
        column.order.addAll(entering.toArray());
        column.emails.or(entering);
    }

    private void forEachMailbox(int[] emails, Placing action) {
        if (emails.length == 1) {
            sets.get(table.placed(emails[0])).forEach(mailbox -> action.place(mailbox, emails));
            return;
        }
        var groups = new HashMap<Integer, IntList>();
        for (int email : emails) {
            sets.get(table.placed(email))
                    .forEach(mailbox ->
                            groups.computeIfAbsent(mailbox, _ -> new IntList()).add(email));
        }
        groups.forEach((mailbox, there) -> action.place(mailbox, there.toArray()));
    }
}
