package io.daybook.journal.engine;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What one stream has queued while an insert of it is under way. Under the lock of its stream. */
final class Lane {
    /**
     * One append.
     *
     * @param opened the same events before they were sealed
     * @param previous the hash before the first of them
     * @param at when the latest of its events happened
     */
    record Entry(
            List<StoredEvent> events,
            List<OpenedEvent> opened,
            byte[] previous,
            Instant at,
            long octets,
            CompletableFuture<Void> done) {}

    private final Deque<Entry> waiting = new ArrayDeque<>();
    private Head last;
    private @Nullable CompletableFuture<Void> newest;
    private boolean failing;

    Lane(Head last) {
        this.last = last;
    }

    /** The end with everything queued. */
    Head last() {
        return last;
    }

    /** Whether an insert has failed, and those who waited behind it are being told. */
    boolean isFailing() {
        return failing;
    }

    void add(Entry entry) {
        StoredEvent end = entry.events().getLast();
        waiting.add(entry);
        last = new Head(end.seq(), end.hash());
        newest = entry.done();
    }

    /** When everything queued is over; null when nothing was. */
    @Nullable CompletableFuture<Void> newest() {
        return newest;
    }

    /** What makes the next commit, in order; empty when nothing waits. */
    List<Entry> take(CommitLog.Limits most) {
        var group = new ArrayList<Entry>();
        long octets = 0;
        int events = 0;
        while (!waiting.isEmpty()) {
            Entry next = waiting.peek();
            octets += next.octets();
            events += next.events().size();
            if (!group.isEmpty() && (octets > most.octets() || events > most.events())) {
                break;
            }
            group.add(waiting.remove());
        }
        return group;
    }

    /** Nothing more is taken: all that waits has failed. */
    List<Entry> fail() {
        failing = true;
        var behind = List.copyOf(waiting);
        waiting.clear();
        return behind;
    }
}
