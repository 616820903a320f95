package io.daybook.gateway;

import io.daybook.core.Shares;
import io.daybook.health.Health;
import io.daybook.submission.relay.RelayPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node takes its leave while it still answers: whoever stands before it is told, mail that is
 * being sent is finished, and then the node's shares of the work go to others.
 *
 * @param sending null where nothing is sent
 */
record Leave(Health health, @Nullable RelayPolicy sending, Shares shares) {
    private static final Logger LOG = LoggerFactory.getLogger(Leave.class);

    /** Returns when the time has passed and the work is handed over, which it bounds itself. */
    void announce(Duration notice) throws InterruptedException {
        long end = System.nanoTime() + notice.toNanos();
        health.leaves();
        handOver();
        long rest = end - System.nanoTime();
        if (rest > 0) {
            TimeUnit.NANOSECONDS.sleep(rest);
        }
    }

    private void handOver() {
        if (sending != null) {
            sending.close();
        }
        if (shares instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("The shares of this node are taken over when they run out.", e);
            }
        }
    }
}
