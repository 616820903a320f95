package io.daybook.thread.command;

import io.daybook.core.column.IntRows;

/**
 * What an account remembers of its threads: how many emails each has, its first email, the keys
 * that lead to it, and what became of merged ones. A thread without emails is dead: its keys lead
 * nowhere.
 */
public final class ThreadTable {
    /** The head email; or, below 0, the thread into which this one was merged. */
    private static final int HEAD = 0;

    private static final int COUNT = 1;

    private final IntRows threads = new IntRows(2);
    private final KeyTable keys = new KeyTable();
    private int next = 1;

    /** The number of the next new thread. */
    public int next() {
        return next;
    }

    /** Emails in the thread; 0 when it is dead. */
    public int count(int thread) {
        return threads.get(thread, HEAD) > 0 ? threads.get(thread, COUNT) : 0;
    }

    /** Any email of the thread, from which its others are reached; 0 when it is dead. */
    public int head(int thread) {
        return Math.max(0, threads.get(thread, HEAD));
    }

    /** The live thread to which the key leads, 0 when there is none. */
    public int find(long key) {
        int thread = survivor(keys.get(key));
        return count(thread) > 0 ? thread : 0;
    }

    /** The thread of which this one is a part now: itself unless it was merged. */
    public int current(int thread) {
        return survivor(thread);
    }

    /** Lets the key lead to the thread, unless it leads to a live one already. */
    public void bind(long key, int thread) {
        if (find(key) == 0) {
            keys.put(key, thread, this::isAlive);
        }
    }

    /** An email came into the thread and is its head now. */
    public void enter(int thread, int email) {
        if (threads.get(thread, HEAD) == 0) {
            threads.put(thread, new int[] {email, 1});
        } else {
            threads.set(thread, COUNT, threads.get(thread, COUNT) + 1);
            threads.set(thread, HEAD, email);
        }
        next = Math.max(next, thread + 1);
    }

    /** An email left the thread, whose head is now {@code head}: 0 when none is left. */
    public void leave(int thread, int head) {
        if (head == 0) {
            threads.clear(thread);
        } else {
            threads.set(thread, COUNT, threads.get(thread, COUNT) - 1);
            threads.set(thread, HEAD, head);
        }
    }

    /** The merged thread, which has lost its emails, leads to the survivor from now on. */
    public void forward(int merged, int survivor) {
        threads.set(merged, HEAD, -survivor);
    }

    /** The memory that the table takes, roughly. */
    public long octets() {
        return threads.octets() + keys.octets();
    }

    /** Takes up a key of a snapshot, to be found after {@link #restored}. */
    public void restoreKey(long key, int thread) {
        keys.restore(key, thread);
    }

    /** Ends the restoring of a snapshot; the threads themselves come back with their emails. */
    public void restored(int nextThread) {
        keys.restored();
        next = nextThread;
    }

    public Frozen freeze() {
        return new Frozen(threads.freeze(), keys.freeze(), next);
    }

    private boolean isAlive(int thread) {
        return count(survivor(thread)) > 0;
    }

    /** Follows merges, and shortens the way for the next who goes it. */
    private int survivor(int thread) {
        int at = thread;
        int to = threads.get(at, HEAD);
        while (to < 0) {
            int further = threads.get(-to, HEAD);
            if (further < 0) {
                threads.set(at, HEAD, further);
            }
            at = -to;
            to = threads.get(at, HEAD);
        }
        return at;
    }

    /**
     * The table at one moment: keys with their threads, and which threads were merged into which.
     */
    public static final class Frozen {
        private final IntRows.Frozen threads;
        private final IntRows.Frozen keys;
        private final int next;

        private Frozen(IntRows.Frozen threads, IntRows.Frozen keys, int next) {
            this.threads = threads;
            this.keys = keys;
            this.next = next;
        }

        public int next() {
            return next;
        }

        public int keyPages() {
            return keys.pages();
        }

        public long keyStamp(int page) {
            return keys.stamp(page);
        }

        public void forEachKey(int page, KeyVisitor visitor) {
            keys.forEach(
                    page,
                    row ->
                            visitor.visit(
                                    KeyTable.keyOf(keys.get(row, 1), keys.get(row, 2)),
                                    keys.get(row, 0)));
        }

        /** Visits (merged, survivor). */
        public void forEachForward(ForwardVisitor visitor) {
            for (int page = 0; page < threads.pages(); page++) {
                threads.forEach(
                        page,
                        row -> {
                            if (threads.get(row, HEAD) < 0) {
                                visitor.visit(row, -threads.get(row, HEAD));
                            }
                        });
            }
        }
    }

    /** Takes a key and the thread that it was bound to. */
    public interface KeyVisitor {
        void visit(long key, int thread);
    }

    /** Takes a merged thread and the one that it became part of. */
    public interface ForwardVisitor {
        void visit(int merged, int survivor);
    }
}
