package io.daybook.archive.command;

import io.daybook.core.Unavailable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends now and then what other nodes left when they ended in the middle of an import. */
final class Recovering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recovering.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final JournalArchives archives;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("daybook-cut-off-imports").factory());

    Recovering(JournalArchives archives) {
        this.archives = archives;
        thread.scheduleWithFixedDelay(
                this::recover, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void recover() {
        try {
            archives.recover();
        } catch (Unavailable e) {
            LOG.debug("Nobody knows whether imports were cut off", e);
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.warn("Imports that were cut off are looked for again in {}", EVERY, e);
        }
    }

    /** Waits for a look under way. */
    @Override
    public void close() {
        thread.close();
    }
}
