package io.daybook.view.mongo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the store swept every ten minutes. */
final class Sweeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
    private static final int MINUTES = 10;

    private final MongoViewStore store;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("daybook-view-sweep").factory());

    Sweeping(MongoViewStore store) {
        this.store = store;
        timer.scheduleWithFixedDelay(this::sweep, MINUTES, MINUTES, TimeUnit.MINUTES);
    }

    private void sweep() {
        try {
            store.sweep();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.error("The views could not be swept; it is tried again in ten minutes.", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
