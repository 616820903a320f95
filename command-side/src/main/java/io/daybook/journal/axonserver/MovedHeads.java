package io.daybook.journal.axonserver;

import io.daybook.core.Unavailable;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.StoredEvents.HeadVisitor;
import io.daybook.journal.engine.HeadIndex;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all streams end: the index, and over it in memory what has moved since. Now and then that
 * is written into the index, by whichever node finds it behind.
 */
final class MovedHeads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MovedHeads.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** The order of the index. */
    private static final Comparator<String> BY_OCTETS =
            Comparator.comparing(
                    name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /**
     * An end that moved.
     *
     * @param token of the event that moved it
     */
    private record Moved(long token, Head head) {}

    private final HeadIndex index;
    private final Map<String, Moved> moved = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition further = lock.newCondition();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("daybook-heads").factory());
    private long position;

    /** Begins where the index is. */
    MovedHeads(HeadIndex index) {
        this.index = index;
        position = index.position();
    }

    void start() {
        thread.scheduleWithFixedDelay(
                this::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For one thread, as are {@link #reached} and its order. */
    void moved(long token, String stream, Head head) {
        moved.merge(
                stream,
                new Moved(token, head),
                (known, next) -> next.head().seq() >= known.head().seq() ? next : known);
    }

    /** Everything up to this event was told. */
    void reached(long token) {
        lock.lock();
        try {
            position = Math.max(position, token);
            further.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The last event that was told. */
    long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything up to this event was told.
     *
     * @throws Unavailable when that takes longer
     */
    void await(long token, Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (position < token) {
                if (left <= 0) {
                    throw new Unavailable(
                            "the ends of streams are known up to event "
                                    + position
                                    + " of "
                                    + token);
                }
                left = further.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while the log was followed");
        } finally {
            lock.unlock();
        }
    }

    /** The ends of all streams, ascending by the octets of their names. */
    void forEach(HeadVisitor visitor) {
        var over = new TreeMap<String, Head>(BY_OCTETS);
        moved.forEach((stream, one) -> over.put(stream, one.head()));
        index.forEach((stream, head) -> {
            while (!over.isEmpty() && BY_OCTETS.compare(over.firstKey(), stream) < 0) {
                var first = over.pollFirstEntry();
                visitor.visit(first.getKey(), first.getValue());
            }
            Head newer = over.remove(stream);
            visitor.visit(stream, newer == null || newer.seq() < head.seq() ? head : newer);
        });
        over.forEach(visitor::visit);
    }

    private void tick() {
        try {
            write();
        } catch (Unavailable | JournalFailure e) {
            LOG.warn("The index of ends is not written now: {}", e.getMessage());
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.error("Writing the index of ends failed", e);
        }
    }

    /** Writes what the index does not have, and forgets what it has. */
    void write() {
        long upTo = position();
        long there = index.position();
        if (there < upTo) {
            var ends = new HashMap<String, Head>();
            moved.forEach((stream, one) -> {
                if (one.token() > there) {
                    ends.put(stream, one.head());
                }
            });
            index.write(ends, upTo);
        }
        long written = Math.max(there, upTo);
        moved.entrySet().removeIf(one -> one.getValue().token() <= written);
    }

    /** What is in memory is in the log: the next node reads it there. */
    @Override
    public void close() {
        thread.close();
    }
}
