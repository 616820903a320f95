package io.daybook.health;

import io.daybook.core.Probe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a probe found last. Looks again when somebody asks and the finding is old; many who ask at
 * once cause one look.
 */
final class Probing {
    private static final Logger LOG = LoggerFactory.getLogger(Probing.class);

    private final Probe probe;
    private final Executor threads;
    private final Duration life;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<Void> look;
    private long foundAt;
    private boolean isFound;
    private volatile boolean isUp;

    /**
     * @param threads runs what may block
     * @param life how long a finding is good
     * @param patience how long a look may take before the other side counts as away
     */
    Probing(Probe probe, Executor threads, Duration life, Duration patience) {
        this.probe = probe;
        this.threads = threads;
        this.life = life;
        this.patience = patience;
    }

    Probe probe() {
        return probe;
    }

    /** Whether the other side answers; waits for a look that is under way, within its patience. */
    boolean isUp() {
        lock.lock();
        try {
            if (!isFound || System.nanoTime() - foundAt > life.toNanos()) {
                note(finding());
            }
            return isUp;
        } finally {
            lock.unlock();
        }
    }

    private void note(boolean found) {
        if (isFound && isUp != found) {
            LOG.warn("{} {}", probe.name(), found ? "answers again" : "does not answer");
        }
        isUp = found;
        isFound = true;
        foundAt = System.nanoTime();
    }

    /** A look that has not ended is waited for, and not repeated beside. */
    private boolean finding() {
        if (look == null || look.isDone()) {
            look = CompletableFuture.runAsync(this::check, threads);
        }
        try {
            look.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.debug("{} does not answer", probe.name(), e.getCause());
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void check() {
        try {
            probe.check();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
