package io.daybook.email.command;

import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.column.IntRows;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.thread.ThreadEvent;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.thread.command.ThreadTable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an account remembers of its emails to decide: thread, size, mailboxes, keywords. 24 octets
 * each, their threads and keys apart. Not safe for use by several threads.
 */
public final class EmailTable {
    private static final int THREAD = 0;
    private static final int SIZE = 1;
    private static final int MAILBOXES = 2;
    private static final int KEYWORDS = 3;
    private static final int NEXT = 4;
    private static final int PREVIOUS = 5;
    private static final int COLUMNS = 6;

    private final IntRows rows = new IntRows(COLUMNS);
    private final ThreadTable threads = new ThreadTable();
    private final Pool<Ids> mailboxSets = new Pool<>(ids -> 32 + 4 * ids.size());
    private final Pool<Keywords> keywordSets = new Pool<>(Keywords::octets);
    private final MailboxCounters mailboxCounters = new MailboxCounters();
    private int next = 1;
    private int size;
    private long usedOctets;

    public boolean has(int email) {
        return rows.get(email, THREAD) != 0;
    }

    /** The number of the next new email. */
    public int next() {
        return next;
    }

    /** Emails in the account. */
    public int size() {
        return size;
    }

    /** The octets of all messages, which count against the quota. */
    public long usedOctets() {
        return usedOctets;
    }

    public int thread(int email) {
        return rows.get(email, THREAD);
    }

    public int octetsOf(int email) {
        return rows.get(email, SIZE);
    }

    public Ids mailboxes(int email) {
        return mailboxSets.get(rows.get(email, MAILBOXES));
    }

    public Keywords keywords(int email) {
        return keywordSets.get(rows.get(email, KEYWORDS));
    }

    public ThreadTable threads() {
        return threads;
    }

    /** The emails of a thread, ascending. */
    public Ids emailsOf(int thread) {
        var emails = new IntList();
        for (int email = threads.head(thread); email != 0; email = rows.get(email, NEXT)) {
            emails.add(email);
        }
        return emails.ids();
    }

    public boolean hasMailbox(int mailbox) {
        return mailboxCounters.has(mailbox);
    }

    /** Emails in the mailbox. */
    public int emailsIn(int mailbox) {
        return mailboxCounters.emails(mailbox);
    }

    /** The UID of the next email that enters the mailbox. */
    public int nextUid(int mailbox) {
        return mailboxCounters.nextUid(mailbox);
    }

    /** Visits the emails, ascending, whose mailboxes pass. The table is not to be changed. */
    public void forEachIn(Predicate<Ids> mailboxes, IntConsumer action) {
        BitSet sets = mailboxSets.where(mailboxes);
        if (!sets.isEmpty()) {
            rows.forEach(email -> {
                if (sets.get(rows.get(email, MAILBOXES))) {
                    action.accept(email);
                }
            });
        }
    }

    /** The memory that the table takes, roughly. */
    public long octets() {
        return rows.octets()
                + threads.octets()
                + mailboxSets.octets()
                + keywordSets.octets()
                + mailboxCounters.octets();
    }

    public void openMailbox(MailboxId mailbox) {
        mailboxCounters.open(mailbox.value());
    }

    /** Opens a mailbox that was destroyed. */
    public void reopenMailbox(MailboxId mailbox, int nextUid) {
        mailboxCounters.reopen(mailbox.value(), nextUid);
    }

    /** The UID of the next email of a destroyed mailbox if it came back; 0 when it is not known. */
    public int closedUid(MailboxId mailbox) {
        return mailboxCounters.closedUid(mailbox.value());
    }

    public void closeMailbox(MailboxId mailbox) {
        mailboxCounters.close(mailbox.value());
    }

    /** Changes the table as the event tells. */
    public void evolve(EmailEvent event) {
        switch (event) {
            case EmailsAdded(var emails) -> emails.forEach(this::add);
            case KeywordsChanged(var emails, var added, var removed) ->
                    remap(emails, KEYWORDS, keywordSets, old -> old.with(added, removed));
            case EmailsMoved moved -> move(moved);
            case EmailsDestroyed(var emails) -> emails.forEach(this::destroy);
            case EmailsRestored(var emails, _) -> emails.forEach(this::add);
            case EmailsRedigested _ -> {
                // Nothing is decided by what messages look like.
            }
        }
    }

    /** Changes the table as the event tells. */
    public void evolve(ThreadEvent event) {
        switch (event) {
            case ThreadsMerged merged -> merge(merged);
        }
    }

    private void add(AddedEmail email) {
        var mailboxes = new IntList();
        for (var placement : email.placements()) {
            mailboxes.add(placement.mailbox().value());
            mailboxCounters.enter(placement.mailbox().value(), 1, placement.uid());
        }
        int row = email.email().value();
        int octets = (int) Math.min(email.size(), Integer.MAX_VALUE);
        enter(
                row,
                email.thread().value(),
                octets,
                mailboxSets.hold(mailboxes.ids(), 1),
                keywordSets.hold(Keywords.of(email.keywords()), 1));
        usedOctets += octets;
        size++;
        next = Math.max(next, row + 1);
        email.threadKeys().forEach(key -> threads.bind(key, email.thread().value()));
    }

    private void move(EmailsMoved moved) {
        int count = moved.emails().size();
        for (var entry : moved.entered()) {
            mailboxCounters.enter(entry.mailbox().value(), count, entry.firstUid());
        }
        moved.left().forEach(mailbox -> mailboxCounters.leave(mailbox, count));
        Ids entered = Ids.of(moved.entered().stream().mapToInt(e -> e.mailbox().value()).toArray());
        remap(
                moved.emails(),
                MAILBOXES,
                mailboxSets,
                old -> MailboxSets.changed(old, entered, moved.left()));
    }

    private void destroy(int email) {
        mailboxes(email).forEach(mailbox -> mailboxCounters.leave(mailbox, 1));
        usedOctets -= rows.get(email, SIZE);
        size--;
        remove(email);
    }

    private void merge(ThreadsMerged merged) {
        for (var recreated : merged.recreated()) {
            int was = recreated.was();
            int is = recreated.is();
            int octets = rows.get(was, SIZE);
            int mailboxes = rows.get(was, MAILBOXES);
            int keywords = rows.get(was, KEYWORDS);
            mailboxSets.hold(mailboxes);
            keywordSets.hold(keywords);
            remove(was);
            enter(is, merged.survivor().value(), octets, mailboxes, keywords);
            next = Math.max(next, is + 1);
        }
        int survivor = merged.survivor().value();
        merged.merged().forEach(thread -> threads.forward(thread.value(), survivor));
    }

    private void remove(int email) {
        mailboxSets.release(rows.get(email, MAILBOXES), 1);
        keywordSets.release(rows.get(email, KEYWORDS), 1);
        unlink(email);
        rows.clear(email);
    }

    /** Writes the row of a new email and makes it the head of its thread. */
    private void enter(int email, int thread, int octets, int mailboxSet, int keywordSet) {
        int head = threads.head(thread);
        rows.put(email, new int[] {thread, octets, mailboxSet, keywordSet, head, 0});
        if (head != 0) {
            rows.set(head, PREVIOUS, email);
        }
        threads.enter(thread, email);
    }

    private void unlink(int email) {
        int thread = rows.get(email, THREAD);
        int after = rows.get(email, NEXT);
        int before = rows.get(email, PREVIOUS);
        if (after != 0) {
            rows.set(after, PREVIOUS, before);
        }
        if (before != 0) {
            rows.set(before, NEXT, after);
        }
        threads.leave(thread, before == 0 ? after : threads.head(thread));
    }

    /** Replaces the shared value of each email; each distinct value is computed once. */
    private <V> void remap(Ids emails, int column, Pool<V> pool, UnaryOperator<V> change) {
        Map<Integer, Integer> changed = new HashMap<>();
        for (int i = 0; i < emails.size(); i++) {
            int was = rows.get(emails.get(i), column);
            Integer is = changed.get(was);
            if (is == null) {
                // Both are held until the end, so that no number is given again meanwhile.
                pool.hold(was);
                is = pool.hold(change.apply(pool.get(was)), 1);
                changed.put(was, is);
            }
            pool.hold(is);
            pool.release(was, 1);
            rows.set(emails.get(i), column, is);
        }
        changed.forEach((was, is) -> {
            pool.release(was, 1);
            pool.release(is, 1);
        });
    }

    /** The table at one moment, for a snapshot. */
    public Frozen freeze() {
        return new Frozen(
                rows.freeze(),
                threads.freeze(),
                mailboxSets.snapshot(),
                keywordSets.snapshot(),
                mailboxCounters.nextUids(),
                next);
    }

    /**
     * Restores one email of a snapshot into a table that has its mailboxes; those and the keywords
     * by the numbers that {@link #restoreSets} took up.
     */
    public void restore(int email, int thread, int octets, int mailboxSet, int keywordSet) {
        mailboxSets.hold(mailboxSet);
        keywordSets.hold(keywordSet);
        enter(email, thread, octets, mailboxSet, keywordSet);
        usedOctets += octets;
        size++;
    }

    /** Takes up the sets of a snapshot under their numbers, until {@link #restored}. */
    public void restoreSets(List<@Nullable Ids> mailboxes, List<@Nullable Keywords> keywords) {
        mailboxSets.restore(mailboxes);
        keywordSets.restore(keywords);
    }

    /** Ends the restoring of a snapshot. */
    public void restored(int nextEmail, Map<Integer, Integer> nextUids) {
        mailboxSets.where(any -> true).stream()
                .forEach(set -> {
                    int emails = mailboxSets.holders(set) - 1;
                    mailboxSets.get(set).forEach(m -> mailboxCounters.restore(m, emails));
                    mailboxSets.release(set, 1);
                });
        keywordSets.where(any -> true).stream().forEach(set -> keywordSets.release(set, 1));
        next = nextEmail;
        mailboxCounters.restoreUids(nextUids);
    }

    /**
     * The table at one moment.
     *
     * @param mailboxSets by number from 1; null where no email has the number
     */
    public record Frozen(
            IntRows.Frozen rows,
            ThreadTable.Frozen threads,
            List<@Nullable Ids> mailboxSets,
            List<@Nullable Keywords> keywordSets,
            Map<Integer, Integer> nextUids,
            int next) {
        /** Visits the emails of one page of {@link IntRows#PAGE} ids. */
        public void forEach(int page, RowVisitor visitor) {
            rows.forEach(
                    page,
                    row ->
                            visitor.visit(
                                    row,
                                    rows.get(row, THREAD),
                                    rows.get(row, SIZE),
                                    rows.get(row, MAILBOXES),
                                    rows.get(row, KEYWORDS)));
        }
    }

    /** Takes one email; mailboxes and keywords by their numbers in the frozen lists. */
    public interface RowVisitor {
        void visit(int email, int thread, int octets, int mailboxSet, int keywordSet);
    }
}
