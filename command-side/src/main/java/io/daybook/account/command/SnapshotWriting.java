package io.daybook.account.command;

import io.daybook.core.Unavailable;
import io.daybook.journal.SnapshotStore;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots from memory, off the account's lock: under it only the pages are marked as
 * frozen, and those that change later are copied then. A snapshot is written when it takes at most
 * a quarter of what the log took since the last.
 */
final class SnapshotWriting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriting.class);
    private static final int LOG_PER_SNAPSHOT = 4;

    /** Shorter tails are folded faster than a snapshot is read. */
    private static final long SHORTEST_TAIL = 256 * 1024;

    private final SnapshotStore store;
    private final Executor executor;
    private final Clock clock;

    SnapshotWriting(SnapshotStore store, Executor executor, Clock clock) {
        this.store = store;
        this.executor = executor;
        this.clock = clock;
    }

    /** Writes on one thread of its own: snapshots are never urgent. */
    static SnapshotWriting inBackground(SnapshotStore store, Clock clock) {
        var executor =
                new ThreadPoolExecutor(
                        0,
                        1,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("daybook-snapshots")
                                        .unstarted(work));
        return new SnapshotWriting(store, executor, clock);
    }

    /** Begins a snapshot if it is time for one. Called under the account's lock. */
    void consider(MailAccount account) {
        Standing standing = account.standing();
        if (standing.beginSnapshot(SHORTEST_TAIL)) {
            long tail = standing.tailOctets();
            FrozenAccount frozen = account.state().freeze();
            begin(account.stream(), standing, frozen, tail);
        }
    }

    private void begin(String stream, Standing standing, FrozenAccount frozen, long tail) {
        try {
            executor.execute(() -> write(stream, standing, frozen, tail));
        } catch (RejectedExecutionException e) {
            // The server is stopping: the command that came by has its answer all the same.
            LOG.debug("No snapshot of {} any more", stream, e);
            standing.putOffSnapshot(Long.MAX_VALUE);
        }
    }

    /** Waits for the snapshot that is being written; those that have not begun are left out. */
    @Override
    public void close() {
        if (executor instanceof ThreadPoolExecutor pool) {
            pool.shutdown();
            pool.getQueue().clear();
            pool.close();
        }
    }

    private void write(String stream, Standing standing, FrozenAccount frozen, long tail) {
        try {
            var draft = new SnapshotDraft(frozen, standing.written(), clock.instant());
            long enough = LOG_PER_SNAPSHOT * draft.octets();
            if (enough > tail) {
                standing.putOffSnapshot(enough);
                return;
            }
            if (!becomesDurable(stream, standing)) {
                standing.putOffSnapshot(2 * tail);
                return;
            }
            store.write(stream, draft.manifest(), draft.newChunks());
            standing.endSnapshot(draft.written(), tail);
        } catch (Unavailable e) {
            LOG.warn("No snapshot of {} was written: {}", stream, e.getMessage());
            standing.putOffSnapshot(2 * tail);
        } catch (RuntimeException e) {
            // An account does without a snapshot: a load folds more events.
            LOG.warn("No snapshot of {} was written", stream, e);
            // What it was to share with the last one may be gone: the next brings everything.
            standing.restored(Written.NOTHING);
            standing.putOffSnapshot(2 * tail);
        }
    }

    /** A snapshot stands for durable events only: when another node was faster there is none. */
    private static boolean becomesDurable(String stream, Standing standing) {
        try {
            standing.pending().join();
            return true;
        } catch (CompletionException e) {
            LOG.debug("What a snapshot of {} was to stand for was not appended", stream, e);
            return false;
        }
    }
}
