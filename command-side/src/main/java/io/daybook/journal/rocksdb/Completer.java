package io.daybook.journal.rocksdb;

import io.daybook.journal.JournalFailure;
import io.daybook.journal.engine.Threads;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Wakes the callers of a group while the committer is already writing the next one. */
final class Completer implements AutoCloseable {
    private record Group(List<Entry> entries, @Nullable JournalFailure failure) {}

    private static final Group STOP = new Group(List.of(), null);

    private final LinkedBlockingQueue<Group> groups = new LinkedBlockingQueue<>();
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

    void complete(List<Entry> entries, @Nullable JournalFailure failure) {
        groups.add(new Group(entries, failure));
    }

    private void run() {
        for (Group group = take(); group != STOP; group = take()) {
            for (Entry entry : group.entries()) {
                room.release(entry.units());
                if (group.failure() == null) {
                    entry.done().complete(null);
                } else {
                    entry.done().completeExceptionally(group.failure());
                }
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
