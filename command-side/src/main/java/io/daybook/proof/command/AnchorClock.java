package io.daybook.proof.command;

import io.daybook.core.LowPriority;
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

    private final Anchors anchors;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(LowPriority.threads("daybook-anchor-"));

    /**
     * @param every zero for never
     */
    AnchorClock(Anchors anchors, Duration every) {
        this.anchors = anchors;
        if (every.isPositive()) {
            long first = Math.min(FIRST.toMillis(), every.toMillis());
            thread.scheduleWithFixedDelay(
                    this::anchor, first, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void anchor() {
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
