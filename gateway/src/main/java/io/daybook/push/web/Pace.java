package io.daybook.push.web;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When errands run: each after a pause, not too many at once. */
final class Pace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    private static final int MOST_AT_ONCE = 64;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final ScheduledExecutorService timer;
    private final Executor threads;

    /**
     * @param threads runs what may block
     */
    Pace(ScheduledExecutorService timer, Executor threads) {
        this.timer = timer;
        this.threads = threads;
    }

    /** How long to wait after so many failures in a row: twice as long each time. */
    static Duration backoff(int failures) {
        Duration pause = SHORTEST.multipliedBy(1L << Math.clamp(failures - 1L, 0, 20));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    void after(Duration pause, Runnable errand) {
        try {
            timer.schedule(
                    () -> threads.execute(() -> run(errand)),
                    pause.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("nothing more is pushed: the server stops", e);
        }
    }

    private void run(Runnable errand) {
        room.acquireUninterruptibly();
        try {
            errand.run();
        } finally {
            room.release();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
