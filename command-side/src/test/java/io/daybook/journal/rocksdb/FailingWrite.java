package io.daybook.journal.rocksdb;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.rocksdb.RocksDBException;

/** A disk that can be stopped, and made to fail. */
final class FailingWrite implements UnaryOperator<Committer.GroupWrite> {
    final Semaphore running = new Semaphore(1);
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger syncs = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();

    @Override
    public Committer.GroupWrite apply(Committer.GroupWrite real) {
        return (List<Change> changes, boolean sync) -> {
            running.acquireUninterruptibly();
            running.release();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new RocksDBException("No space left on device");
            }
            writes.incrementAndGet();
            if (sync) {
                syncs.incrementAndGet();
            }
            real.write(changes, sync);
        };
    }

    /** Holds back every write until {@link #go}. */
    void stop() {
        running.acquireUninterruptibly();
    }

    void go() {
        running.release();
    }

    /** Returns when a write is being held back: what is queued from now on is behind it. */
    void awaitHeld() {
        while (!running.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
    }
}
