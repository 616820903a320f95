package io.daybook.email.projection.lucene;

import io.daybook.core.DiskThreads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the indexes of all accounts within their limits, and indexes in the background. */
final class Keeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final Collection<AccountText> texts;
    private final Limits limits;
    private final ExecutorService indexing;
    private final ScheduledExecutorService clock;
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(threads("daybook-text-later-"));

    Keeper(Collection<AccountText> texts, Limits limits) {
        this.texts = texts;
        this.limits = limits;
        this.indexing = Executors.newFixedThreadPool(limits.threads(), threads("daybook-text-"));
        this.clock = Executors.newSingleThreadScheduledExecutor(threads("daybook-text-clock-"));
        clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private static ThreadFactory threads(String name) {
        var number = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        };
    }

    /** Runs the work when there is time; what fails is logged. */
    void later(Runnable work) {
        try {
            background.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("Work on the text indexes failed; it is tried again later", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The text indexes are closed.", e);
        }
    }

    /** Waits until everything that was to be done later is done. */
    void settle() {
        CompletableFuture.runAsync(() -> {}, background).join();
    }

    boolean isClosed() {
        return background.isShutdown();
    }

    /** Runs the work on a thread that indexes, and waits for it. */
    void index(Runnable work) {
        try {
            CompletableFuture.runAsync(work, indexing).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private List<AccountText> open() {
        var open = new ArrayList<AccountText>();
        for (var text : texts) {
            if (text.isOpen()) {
                open.add(text);
            }
        }
        open.sort(Comparator.comparingLong(AccountText::lastUsed));
        return open;
    }

    private void tick() {
        long now = System.nanoTime();
        for (var text : open()) {
            try {
                text.keep(limits);
                if (now - text.lastUsed() > limits.idle().toNanos()) {
                    text.close();
                }
            } catch (RuntimeException e) {
                // One index must not keep the others from their commits.
                LOG.warn("A text index could not be committed; it goes back to its last commit", e);
            }
        }
    }

    /** Closes and commits as many as are over the limits, the longest unused first. */
    void bound() {
        var open = open();
        int over = open.size() - limits.open();
        long buffered = open.stream().mapToLong(AccountText::buffered).sum();
        if (over <= 0 && buffered <= limits.buffered()) {
            return;
        }
        for (var text : open) {
            if (over > 0 && DiskThreads.call(text::close)) {
                over--;
            } else if (buffered > limits.buffered()) {
                buffered -= text.buffered();
                DiskThreads.run(text::commitNow);
            }
        }
    }

    @Override
    public void close() {
        background.shutdown();
        clock.shutdown();
        indexing.shutdown();
        try {
            background.awaitTermination(30, TimeUnit.SECONDS);
            clock.awaitTermination(30, TimeUnit.SECONDS);
            indexing.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open().forEach(text -> DiskThreads.run(text::close));
    }
}
