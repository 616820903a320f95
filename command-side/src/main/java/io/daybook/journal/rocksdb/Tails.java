package io.daybook.journal.rocksdb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.Unavailable;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where streams end, in memory: the durable end of those used lately, and the end with everything
 * queued of those that have something queued.
 */
final class Tails {
    /** Before the first event. */
    static final Head NONE = new Head(-1, StoredEvent.start());

    private static final int QUIET = 100_000;
    private static final int STRIPES = 256;

    private record Busy(Head last, int queued, CompletableFuture<Void> done) {}

    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, Busy> busy = new ConcurrentHashMap<>();
    private final Cache<String, Head> durable = Caffeine.newBuilder().maximumSize(QUIET).build();
    private final Function<String, @Nullable Head> stored;
    private final ReentrantLock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    Tails(Function<String, @Nullable Head> stored) {
        this.stored = stored;
    }

    /** The locks of these streams, in the one order in which they may be taken. */
    List<ReentrantLock> locks(Collection<String> streams) {
        return streams.stream()
                .map(stream -> Math.floorMod(stream.hashCode(), STRIPES))
                .distinct()
                .sorted()
                .map(stripe -> stripes[stripe])
                .toList();
    }

    /**
     * Lets nobody append to the stream from now on, if it ends there, queued events included.
     *
     * @param end what it must end with
     * @return whether it does
     */
    boolean close(String stream, Head end) {
        ReentrantLock lock = locks(List.of(stream)).getFirst();
        lock.lock();
        try {
            return last(stream).seq() == end.seq() && closed.add(stream);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody append to the stream from now on.
     *
     * @return false when that is so already
     */
    boolean close(String stream) {
        ReentrantLock lock = locks(List.of(stream)).getFirst();
        lock.lock();
        try {
            return closed.add(stream);
        } finally {
            lock.unlock();
        }
    }

    /** Lets events be appended again. */
    void reopen(String stream) {
        closed.remove(stream);
    }

    /**
     * @throws Unavailable when nobody may append to the stream; under the stream's lock
     */
    void requireOpen(String stream) {
        if (closed.contains(stream)) {
            throw new Unavailable("nothing is appended to " + stream + " now: it is on its way");
        }
    }

    /** The durable end. */
    Head durable(String stream) {
        // Read and kept as one step, so that an older read never replaces what the committer puts.
        Head head = durable.get(stream, stored);
        return head == null ? NONE : head;
    }

    /** The end with everything queued; under the stream's lock. */
    Head last(String stream) {
        Busy queued = busy.get(stream);
        return queued == null ? durable(stream) : queued.last();
    }

    /** Notes a new end whose append is being queued; under the stream's lock. */
    void queued(String stream, Head last, CompletableFuture<Void> done) {
        busy.merge(
                stream,
                new Busy(last, 1, done),
                (before, now) -> new Busy(last, before.queued() + 1, done));
    }

    /** Notes that an end is durable; on the committer thread. */
    void written(String stream, Head head) {
        durable.put(stream, head);
        busy.computeIfPresent(
                stream,
                (ignored, was) ->
                        was.queued() == 1
                                ? null
                                : new Busy(was.last(), was.queued() - 1, was.done()));
    }

    /** Forgets everything queued: it has failed. */
    void forget() {
        busy.clear();
    }

    /** The last queued append of the stream, or null when nothing is queued. */
    @Nullable CompletableFuture<Void> pending(String stream) {
        Busy queued = busy.get(stream);
        return queued == null ? null : queued.done();
    }
}
