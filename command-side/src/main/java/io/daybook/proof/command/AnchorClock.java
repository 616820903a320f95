package io.daybook.proof.command;

import io.daybook.core.LowPriority;
import io.daybook.core.Shares;
import io.daybook.proof.Anchors;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an anchor soon after the start, and then at every interval. */
final class AnchorClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnchorClock.class);
    private static final Duration FIRST = Duration.ofSeconds(30);

    private static final String WORK = "anchors";

    private final Anchors anchors;
    private final Shares shares;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(LowPriority.threads("daybook-anchor-"));

    /**
     * @param every zero for never
     * @param shares so that one of several nodes makes it
     */
    AnchorClock(Anchors anchors, Duration every, Shares shares) {
        this.anchors = anchors;
        this.shares = shares;
        if (every.isPositive()) {
            // Whoever has asked takes part when the work is shared out.
            LOG.debug("Anchors are this node's: {}", shares.isMine(WORK, WORK));
            long first = Math.min(FIRST.toMillis(), every.toMillis());
            thread.scheduleWithFixedDelay(
                    this::anchor, first, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void anchor() {
        if (!shares.isMine(WORK, WORK)) {
            return;
        }
        try {
            var anchor = anchors.anchor();
            LOG.debug("Anchor {} is {}.", anchor.number(), anchor.id());
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.error("No anchor could be made; it is tried again at the next interval", e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
