package io.daybook.journal.rocksdb;

import io.daybook.journal.JournalFailure;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Wakes the callers of a group, while the committer is already writing the next one if any. */
final class Completer implements AutoCloseable {
    private record Group(List<Entry> entries, @Nullable JournalFailure failure) {}

    private static final Group STOP = new Group(List.of(), null);

    private final LinkedBlockingQueue<Group> groups = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore room;
    private final Thread thread = new Thread(this::run, "daybook-journal-completer");

    /**
     * @param room given back entry by entry, which bounds what waits here too
     */
    Completer(Semaphore room) {
        this.room = room;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param here whether to wake them on this thread, when nothing waits to be written and nobody
     *     is being woken: one thread less to wait for
     */
    void complete(List<Entry> entries, @Nullable JournalFailure failure, boolean here) {
        var group = new Group(entries, failure);
        if (here && waiting.compareAndSet(0, 1)) {
            complete(group);
            waiting.decrementAndGet();
        } else {
            waiting.incrementAndGet();
            groups.add(group);
        }
    }

    private void run() {
        for (Group group = take(); group != STOP; group = take()) {
            complete(group);
            waiting.decrementAndGet();
        }
    }

    private void complete(Group group) {
        for (Entry entry : group.entries()) {
            room.release(entry.units());
            if (group.failure() == null) {
                entry.done().complete(null);
            } else {
                entry.done().completeExceptionally(group.failure());
            }
        }
    }

    private Group take() {
        while (true) {
            try {
                return groups.take();
            } catch (InterruptedException e) {
                // Nobody ends this thread but close(), which sends STOP.
                continue;
            }
        }
    }

    @Override
    public void close() {
        groups.add(STOP);
        Threads.join(thread);
    }
}
