package io.daybook.email.command;

import java.util.Map;
import java.util.TreeMap;

/** How many emails each mailbox has, and the UID of the next one that enters it. */
final class MailboxCounters {
    private static final long OCTETS_EACH = 100;

    private final Map<Integer, Counter> counters = new TreeMap<>();

    /** The next UID of destroyed mailboxes. */
    private final Map<Integer, Integer> closed = new TreeMap<>();

    private static final class Counter {
        private int emails;
        private int nextUid = 1;
    }

    void open(int mailbox) {
        counters.put(mailbox, new Counter());
    }

    /** Opens a mailbox that was there before. */
    void reopen(int mailbox, int nextUid) {
        open(mailbox);
        counter(mailbox).nextUid = nextUid;
        closed.remove(mailbox);
    }

    void close(int mailbox) {
        Counter counter = counters.remove(mailbox);
        if (counter != null) {
            closed.put(mailbox, counter.nextUid);
        }
    }

    /** The next UID of a destroyed mailbox; 0 when it is not known, as in older snapshots. */
    int closedUid(int mailbox) {
        return closed.getOrDefault(mailbox, 0);
    }

    boolean has(int mailbox) {
        return counters.containsKey(mailbox);
    }

    /** 0 when there is no such mailbox. */
    int emails(int mailbox) {
        Counter counter = counters.get(mailbox);
        return counter == null ? 0 : counter.emails;
    }

    int nextUid(int mailbox) {
        return counter(mailbox).nextUid;
    }

    /** Counts emails that entered with consecutive UIDs. */
    void enter(int mailbox, int count, int firstUid) {
        Counter counter = counter(mailbox);
        counter.emails += count;
        counter.nextUid = firstUid + count;
    }

    void leave(int mailbox, int count) {
        counter(mailbox).emails -= count;
    }

    /** Counts emails of a snapshot, which keeps the UIDs apart. */
    void restore(int mailbox, int count) {
        counter(mailbox).emails += count;
    }

    void restoreUids(Map<Integer, Integer> nextUids) {
        nextUids.forEach((mailbox, uid) -> {
            if (has(mailbox)) {
                counter(mailbox).nextUid = uid;
            } else {
                closed.put(mailbox, uid);
            }
        });
    }

    /** The next UID by mailbox, ascending; of destroyed ones too. */
    Map<Integer, Integer> nextUids() {
        var uids = new TreeMap<>(closed);
        counters.forEach((mailbox, counter) -> uids.put(mailbox, counter.nextUid));
        return uids;
    }

    /** Roughly. */
    long octets() {
        return OCTETS_EACH * (counters.size() + closed.size());
    }

    private Counter counter(int mailbox) {
        Counter counter = counters.get(mailbox);
        if (counter == null) {
            throw new IllegalStateException("no mailbox " + mailbox);
        }
        return counter;
    }
}
