package io.daybook.account.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** How an account in memory stands to what is stored of it. */
final class Standing {
    private final AtomicLong tailOctets = new AtomicLong();
    private final AtomicBoolean snapshotting = new AtomicBoolean();
    private final AtomicLong heard = new AtomicLong(-1);
    private volatile long snapshotAt;
    private volatile long weighed;
    private volatile Written written = Written.NOTHING;
    private volatile boolean failed;
    private volatile CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);

    void logged(long octets) {
        tailOctets.addAndGet(octets);
    }

    /** Octets of the log since the last snapshot, roughly. */
    long tailOctets() {
        return tailOctets.get();
    }

    /** Whether the tail is long enough to be worth a snapshot, and none is being made. */
    boolean beginSnapshot(long atLeast) {
        return tailOctets.get() >= Math.max(atLeast, snapshotAt)
                && snapshotting.compareAndSet(false, true);
    }

    /** The snapshot covers this part of the tail. */
    void endSnapshot(Written now, long coveredOctets) {
        written = now;
        tailOctets.addAndGet(-coveredOctets);
        snapshotAt = 0;
        snapshotting.set(false);
    }

    /** No snapshot was written; the next is tried when the tail has grown to this. */
    void putOffSnapshot(long tail) {
        snapshotAt = tail;
        snapshotting.set(false);
    }

    Written written() {
        return written;
    }

    void restored(Written before) {
        written = before;
    }

    /** When everything that the state has taken is durable. */
    CompletableFuture<Void> pending() {
        return pending;
    }

    void pending(CompletableFuture<Void> durable) {
        pending = durable;
    }

    /** Takes note of the memory that the account takes, and returns it. */
    long weigh(long octets) {
        weighed = octets;
        return octets;
    }

    /** Whether the memory is another by an eighth, so that the account is to be weighed again. */
    boolean hasGrown(long octets) {
        return weighed == 0 || Math.abs(octets - weighed) > weighed / 8;
    }

    /** The newest event that another node is known to have appended, -1 when none is. */
    long heard() {
        return heard.get();
    }

    void heardOf(long head) {
        heard.accumulateAndGet(head, Math::max);
    }

    boolean hasFailed() {
        return failed;
    }

    void fail() {
        failed = true;
    }
}
