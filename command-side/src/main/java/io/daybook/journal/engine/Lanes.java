package io.daybook.journal.engine;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.Lane.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Appends what is queued: of each stream one commit is under way, and what queues up meanwhile goes
 * as the next one, so commits grow with the load and the distance of the log. A commit that fails
 * takes everything with it that is queued behind it in its stream.
 */
public final class Lanes implements AutoCloseable {
    /** Of everything queued. */
    private static final int ROOM_OCTETS = 64 << 20;

    private static final int STRIPES = 256;

    private final CommitLog log;
    private final Ends ends;
    private final Hints hints;
    private final Durable durable;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(ROOM_OCTETS, true);
    private final AtomicLongArray failures = new AtomicLongArray(STRIPES);
    private final ReentrantLock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    /** Hears of each event that is durable, in the order of its stream. */
    public interface Durable {
        /**
         * @param previous the hash before it in its stream
         */
        void add(OpenedEvent event, byte[] previous, byte[] hash);
    }

    public Lanes(CommitLog log, Ends ends, Hints hints) {
        this(log, ends, hints, (_, _, _) -> {});
    }

    /**
     * @param durable told before anybody else knows
     */
    public Lanes(CommitLog log, Ends ends, Hints hints, Durable durable) {
        this.log = log;
        this.ends = ends;
        this.hints = hints;
        this.durable = durable;
    }

    /** The lock of the stream. */
    public ReentrantLock lock(String stream) {
        return stripes[stripe(stream)];
    }

    private static int stripe(String stream) {
        return Math.floorMod(stream.hashCode(), STRIPES);
    }

    /**
     * How often commits have failed of this stream, and of the few that share its lock, and those
     * who built on them know it.
     */
    public long failures(String stream) {
        return failures.get(stripe(stream));
    }

    /** Parks until the queue has room. Holding it obliges to queue or to release. */
    void reserve(long octets) {
        room.acquireUninterruptibly((int) octets);
    }

    void release(long octets) {
        room.release((int) octets);
    }

    /** The end of a stream that has something queued, or null; under its lock. */
    @Nullable Lane busy(String stream) {
        return lanes.get(stream);
    }

    /** Queues an append that has its room; under the lock of its stream. */
    void enqueue(String stream, Head before, Entry entry) {
        Lane lane = lanes.get(stream);
        if (lane == null) {
            Lane fresh = new Lane(before);
            lanes.put(stream, fresh);
            fresh.add(entry);
            Thread.ofVirtual().name("daybook-append").start(() -> run(stream, fresh));
        } else {
            lane.add(entry);
        }
    }

    /** The newest append of the stream that is queued, or null. */
    public @Nullable CompletableFuture<Void> pending(String stream) {
        return locked(
                        stream,
                        () -> {
                            Lane lane = lanes.get(stream);
                            return new Pending(lane == null ? null : lane.newest());
                        })
                .newest;
    }

    private record Pending(@Nullable CompletableFuture<Void> newest) {}

    private <T> T locked(String stream, Supplier<T> work) {
        ReentrantLock lock = lock(stream);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void run(String stream, Lane lane) {
        for (var group = next(stream, lane); !group.isEmpty(); group = next(stream, lane)) {
            try {
                insert(stream, group);
            } catch (RuntimeException e) {
                fail(stream, lane, group, e);
                return;
            }
            group.forEach(entry -> done(entry, null));
        }
    }

    private List<Entry> next(String stream, Lane lane) {
        return locked(
                stream,
                () -> {
                    var group = lane.take(log.limits());
                    if (group.isEmpty()) {
                        lanes.remove(stream);
                    }
                    return group;
                });
    }

    private void insert(String stream, List<Entry> group) {
        var events = new ArrayList<StoredEvent>();
        group.forEach(entry -> events.addAll(entry.events()));
        Instant at = group.stream().map(Entry::at).max(Comparator.naturalOrder()).orElseThrow();
        StoredEvent last = events.getLast();
        log.append(events, at);
        group.forEach(this::tell);
        Head head = new Head(last.seq(), last.hash());
        ends.appended(stream, events.getFirst().seq(), head);
        hints.moved(stream, head.seq());
    }

    private void tell(Entry entry) {
        byte[] previous = entry.previous();
        for (int i = 0; i < entry.events().size(); i++) {
            byte[] hash = entry.events().get(i).hash();
            durable.add(entry.opened().get(i), previous, hash);
            previous = hash;
        }
    }

    /**
     * First nobody can join the lane, then those who failed are told, then it is counted, and only
     * then may the stream go on: whoever saw what failed cannot append after it.
     */
    private void fail(String stream, Lane lane, List<Entry> group, RuntimeException cause) {
        var failed = new ArrayList<>(group);
        failed.addAll(
                locked(
                        stream,
                        () -> {
                            // Who is told looks at the log for the end.
                            ends.forget(stream);
                            return lane.fail();
                        }));
        failed.forEach(entry -> done(entry, cause));
        failures.incrementAndGet(stripe(stream));
        locked(
                stream,
                () -> {
                    ends.forget(stream);
                    lanes.remove(stream);
                    return Boolean.TRUE;
                });
    }

    private void done(Entry entry, @Nullable RuntimeException failure) {
        room.release((int) entry.octets());
        if (failure == null) {
            entry.done().complete(null);
        } else {
            entry.done().completeExceptionally(failure);
        }
    }

    /** Waits for what is queued. */
    @Override
    public void close() {
        room.acquireUninterruptibly(ROOM_OCTETS);
        room.release(ROOM_OCTETS);
    }
}
