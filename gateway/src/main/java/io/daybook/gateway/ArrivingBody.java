package io.daybook.gateway;

import io.daybook.core.http.Body;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * Hands a body that arrives on the network's thread over to the thread that reads it. Holds at most
 * {@value #WINDOW} buffers; the network waits meanwhile. Whoever sends too slowly is cut off.
 */
final class ArrivingBody implements Body, CoreSubscriber<DataBuffer> {
    private static final int WINDOW = 16;
    private static final long OCTETS_PER_SECOND = 8 << 10;

    private final Flux<DataBuffer> source;
    private final long announced;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<DataBuffer> buffers = new ArrayDeque<>(2);
    private @Nullable Runnable atFirstSignal;
    private @Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private boolean complete;
    private boolean closed;
    private long began;
    private long total;

    /**
     * @param announced the Content-Length, -1 when there is none
     * @param patience how long the body may take besides its least speed
     */
    ArrivingBody(Flux<DataBuffer> source, long announced, Duration patience) {
        this.source = source;
        this.announced = announced;
        this.patience = patience;
    }

    /** Begins to receive, and runs {@code ready} once something came. */
    void receive(Runnable ready) {
        atFirstSignal = ready;
        begin();
    }

    private void begin() {
        began = System.nanoTime();
        source.subscribe(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(WINDOW);
    }

    @Override
    public void onNext(DataBuffer buffer) {
        signal(() -> buffers.add(buffer));
    }

    @Override
    public void onComplete() {
        signal(() -> complete = true);
    }

    @Override
    public void onError(Throwable error) {
        signal(() -> failure = error);
    }

    private void signal(Runnable change) {
        Runnable first;
        lock.lock();
        try {
            change.run();
            first = atFirstSignal;
            atFirstSignal = null;
            arrived.signal();
            if (closed) {
                releaseAll();
            }
        } finally {
            lock.unlock();
        }
        if (first != null) {
            first.run();
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (subscription == null) {
            begin();
        }
        lock.lock();
        try {
            long deadline = began + patience.toNanos() + total / OCTETS_PER_SECOND * 1_000_000_000L;
            while (buffers.isEmpty()) {
                if (failure != null) {
                    throw cutOff();
                }
                if (complete) {
                    return -1;
                }
                if (arrived.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    throw tooSlow();
                }
            }
            return take(into, offset, length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cutOff();
        } finally {
            lock.unlock();
        }
    }

    private int take(byte[] into, int offset, int length) {
        DataBuffer buffer = buffers.element();
        int count = Math.min(length, buffer.readableByteCount());
        buffer.read(into, offset, count);
        if (buffer.readableByteCount() == 0) {
            DataBufferUtils.release(buffers.remove());
            if (subscription != null) {
                subscription.request(1);
            }
        }
        total += count;
        return count;
    }

    @Override
    public byte @Nullable [] readAll(long limit) {
        // An announced length is believed only so far: nothing is set aside for what never comes.
        byte[] octets = new byte[(int) Math.clamp(announced, 1024, 64 << 10)];
        int size = 0;
        while (true) {
            if (size == octets.length) {
                int larger = (int) Math.min(limit + 1, octets.length * 2L);
                octets = Arrays.copyOf(octets, larger);
            }
            int count = read(octets, size, octets.length - size);
            if (count < 0) {
                return size == octets.length ? octets : Arrays.copyOf(octets, size);
            }
            size += count;
            if (size > limit) {
                return null;
            }
        }
    }

    /**
     * Takes what still comes, for a short time, so that the client gets to read the answer. Returns
     * whether the body was read to its end.
     */
    boolean drain() {
        if (subscription == null) {
            return announced == 0;
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        byte[] scrap = {};
        long left = 16 << 20;
        try {
            while (left > 0 && System.nanoTime() < until) {
                boolean isEmpty = isEmpty();
                if (!isEmpty && scrap.length == 0) {
                    scrap = new byte[8 << 10];
                }
                int count = isEmpty ? awaitMore(until) : read(scrap, 0, scrap.length);
                if (count < 0) {
                    return complete;
                }
                left -= count;
            }
        } catch (ProblemException e) {
            return false;
        }
        return false;
    }

    private boolean isEmpty() {
        lock.lock();
        try {
            return buffers.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private int awaitMore(long until) {
        lock.lock();
        try {
            while (buffers.isEmpty() && !complete && failure == null) {
                if (arrived.awaitNanos(until - System.nanoTime()) <= 0) {
                    return 0;
                }
            }
            return buffers.isEmpty() ? -1 : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what nobody will read. */
    void close() {
        lock.lock();
        try {
            closed = true;
            releaseAll();
        } finally {
            lock.unlock();
        }
    }

    private void releaseAll() {
        buffers.forEach(DataBufferUtils::release);
        buffers.clear();
    }

    private static ProblemException cutOff() {
        return new ProblemException(Problem.of(400, "Bad Request", "The body breaks off."));
    }

    private static ProblemException tooSlow() {
        return new ProblemException(
                Problem.of(408, "Request Timeout", "The body comes too slowly."));
    }
}
