package io.daybook.blob.command;

import io.daybook.blob.BlobUse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps now and then on a platform thread of its own. */
final class BlobSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlobSweeper.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofHours(1);

    private final BlobSweep sweep;
    private final BlobUse use;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work ->
                    Thread.ofPlatform().daemon().name("daybook-blob-sweep").unstarted(work));

    BlobSweeper(BlobSweep sweep, BlobUse use, Clock clock) {
        this.sweep = sweep;
        this.use = use;
        this.clock = clock;
        thread.scheduleWithFixedDelay(
                this::sweep, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void sweep() {
        try {
            sweep.sweep(clock.instant(), use);
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.warn("the sweep of blobs failed; it is tried again in an hour", e);
        }
    }

    /** Waits for a pass under way. */
    @Override
    public void close() {
        thread.close();
    }
}
