package io.daybook.blob.command;

import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.blob.ExpiredBlobs;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Shares;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps now and then on a platform thread of its own. */
public final class BlobSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlobSweeper.class);
    private static final String WORK = "blob-sweep";
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofHours(1);

    private final BlobSweep sweep;
    private final BlobUse use;
    private final ExpiredBlobs expired;
    private final BlobsLeft left;
    private final Clock clock;
    private final Shares shares;
    private Map<AccountId, Instant> reached = Map.of();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work ->
                    Thread.ofPlatform().daemon().name("daybook-blob-sweep").unstarted(work));

    /**
     * @param shares so that one of several nodes sweeps; it is harmless when two do
     */
    BlobSweeper(
            BlobSweep sweep,
            BlobUse use,
            ExpiredBlobs expired,
            BlobsLeft left,
            Clock clock,
            Shares shares) {
        this.sweep = sweep;
        this.use = use;
        this.expired = expired;
        this.left = left;
        this.clock = clock;
        this.shares = shares;
        thread.scheduleWithFixedDelay(
                this::sweepIfOurs, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void sweepIfOurs() {
        if (shares.isMine(WORK, WORK)) {
            sweep();
        }
    }

    /** One pass: what expired is doubted, and what was doubted for the grace goes. */
    public void sweep() {
        try {
            reached = expired.visit(reached, this::leave);
            sweep.sweep(clock.instant(), use, left);
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.warn("the sweep of blobs failed; it is tried again in an hour", e);
        }
    }

    private void leave(AccountId account, BlobId blob) {
        if (!use.isUsed(account, blob)) {
            sweep.leave(account, blob);
        }
    }

    /** Waits for a pass under way. */
    @Override
    public void close() {
        thread.close();
    }
}
