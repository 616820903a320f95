package io.daybook.journal;

import io.daybook.core.StreamHeads;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** The global order from a token on. For one reading thread; hints come on another. */
final class JournalEventStream implements TrackingEventStream {
    /** A hint may be lost: so often it is looked without one. */
    private static final long LOOK_ANYWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventStorageEngine engine;
    private final StreamHeads.Subscription hints;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private @Nullable TrackingToken last;
    private @Nullable TrackedEventMessage<?> next;
    private Iterator<? extends TrackedEventMessage<?>> ahead = Collections.emptyIterator();
    private volatile Runnable callback = () -> {};
    private boolean hinted;
    private boolean closed;

    JournalEventStream(
            EventStorageEngine engine, StreamHeads heads, @Nullable TrackingToken after) {
        this.engine = engine;
        last = after;
        hints = heads.onMoved((stream, head) -> hint());
    }

    private void hint() {
        lock.lock();
        try {
            hinted = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        callback.run();
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return Optional.ofNullable(look());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        long left = unit.toNanos(timeout);
        while (look() == null) {
            if (left <= 0 || !await(Math.min(left, LOOK_ANYWAY_NANOS))) {
                return false;
            }
            left = deadline - System.nanoTime();
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        TrackedEventMessage<?> event = look();
        while (event == null) {
            if (!await(LOOK_ANYWAY_NANOS)) {
                throw new IllegalStateException("the stream is closed");
            }
            event = look();
        }
        next = null;
        last = event.trackingToken();
        return event;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        this.callback = callback;
        return true;
    }

    private @Nullable TrackedEventMessage<?> look() {
        if (next == null) {
            if (!ahead.hasNext()) {
                ahead = engine.readEvents(last, false).iterator();
            }
            next = ahead.hasNext() ? ahead.next() : null;
        }
        return next;
    }

    /** Sleeps until a hint that came after the last sleep, or for so long; false when closed. */
    private boolean await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!hinted && !closed && left > 0) {
                left = moved.awaitNanos(left);
            }
            hinted = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        hints.close();
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
