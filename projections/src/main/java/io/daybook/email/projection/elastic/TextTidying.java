package io.daybook.email.projection.elastic;

import io.daybook.core.StreamHeads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the texts of accounts that are gone out of the index, once a day. */
final class TextTidying implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TextTidying.class);
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofDays(1);

    private final ElasticTextIndex index;
    private final StreamHeads heads;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work ->
                    Thread.ofPlatform().daemon().name("daybook-text-tidying").unstarted(work));

    TextTidying(ElasticTextIndex index, StreamHeads heads) {
        this.index = index;
        this.heads = heads;
        var ignored =
                thread.scheduleWithFixedDelay(
                        this::tidy, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void tidy() {
        try {
            index.tidy(heads);
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.warn("The text index was not tidied; it is tried again in a day: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
