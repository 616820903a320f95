package io.daybook.rebuild.projection;

import io.daybook.core.LowPriority;
import io.daybook.core.StreamHeads;
import io.daybook.rebuild.RebuildOrder;
import io.daybook.rebuild.RebuildOrder.Action;
import io.daybook.rebuild.RebuildProgress;
import io.daybook.rebuild.RebuildProgress.Stage;
import io.daybook.rebuild.Rebuilds;
import io.daybook.rebuild.Redigesting;
import io.daybook.view.Rebuildable;
import io.daybook.view.Rebuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one order at a time, its streams on a few threads that yield to all others. What a server
 * that dies has begun is taken away by the next start; what was swapped stays.
 */
public final class BackgroundRebuilds implements Rebuilds, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundRebuilds.class);
    private static final int REMEMBERED = 100;
    private static final int STOP_SECONDS = 30;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Means means;
    private final Deque<Run> runs = new ArrayDeque<>();
    private final ExecutorService lanes;
    private final Duration firstPause;
    private final ScheduledThreadPoolExecutor renewal =
            new ScheduledThreadPoolExecutor(1, LowPriority.threads("daybook-renew-"));
    private boolean closed;
    private long count;

    /**
     * What a rebuild needs.
     *
     * @param views asked for when an order comes
     * @param redigesting null where messages cannot be read again
     * @param lanes streams at a time
     */
    public record Means(
            Supplier<List<Rebuildable>> views,
            StreamHeads heads,
            Rebuilder rebuilder,
            Supplier<@Nullable Redigesting> redigesting,
            Clock clock,
            int lanes) {}

    public BackgroundRebuilds(Means means) {
        this(means, FIRST_PAUSE);
    }

    /**
     * @param firstPause before what could not be renewed is tried again; the next are longer
     */
    BackgroundRebuilds(Means means, Duration firstPause) {
        this.means = means;
        this.firstPause = firstPause;
        renewal.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.lanes =
                Executors.newFixedThreadPool(
                        means.lanes(), LowPriority.threads("daybook-rebuild-"));
    }

    @Override
    public List<String> views() {
        return means.views().get().stream().map(view -> view.follower().name()).sorted().toList();
    }

    @Override
    public synchronized Begun begin(RebuildOrder order) {
        var latest = runs.peekFirst();
        if (latest != null && latest.isRunning()) {
            return new Begun.Busy(latest.id());
        }
        var known = views();
        for (var view : order.views()) {
            if (!known.contains(view)) {
                return new Begun.NoSuchView(view);
            }
        }
        for (var stream : order.streams()) {
            if (means.heads().head(stream) < 0) {
                return new Begun.NoSuchStream(stream);
            }
        }
        var run = new Run("r" + ++count, order, chosen(order), means);
        runs.addFirst(run);
        if (runs.size() > REMEMBERED) {
            runs.removeLast();
        }
        LOG.info("Rebuild {} begins: {}", run.id(), order);
        run.start(lanes);
        return new Begun.Started(run.id());
    }

    /**
     * Begins to make anew what serves but is outdated, view by view, after what is under way. What
     * served is not kept: it can be read, but tells less. What fails is tried again after a while;
     * what somebody cancels is left to the next start.
     */
    public void renew() {
        for (var view : means.views().get()) {
            renewal.execute(() -> renew(view, firstPause));
        }
    }

    private void renew(Rebuildable view, Duration pause) {
        boolean isOver = false;
        try {
            isOver = renew(view);
        } catch (RuntimeException e) {
            LOG.error("View {} could not be made anew.", view.follower().name(), e);
        }
        if (!isOver) {
            LOG.warn("View {} is made anew again in {}.", view.follower().name(), pause);
            var doubled = pause.multipliedBy(2);
            var next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            later(() -> renew(view, next), pause);
        }
    }

    private void later(Runnable work, Duration pause) {
        try {
            renewal.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is made anew any more: the server stops.", e);
        }
    }

    /** Returns false when some of it failed. */
    private boolean renew(Rebuildable view) {
        List<String> outdated = new ArrayList<>();
        means.heads()
                .forEach((stream, _) -> {
                    if (view.follower().follows(stream)
                            && !means.heads().isErased(stream)
                            && view.isOutdated(stream)) {
                        outdated.add(stream);
                    }
                });
        if (outdated.isEmpty()) {
            return true;
        }
        String name = view.follower().name();
        LOG.info("View {} of {} streams is made anew while it serves.", name, outdated.size());
        boolean isRenewed = carryOut(order(Action.REBUILD, name, outdated));
        outdated.removeIf(view::isOutdated);
        return outdated.isEmpty()
                ? isRenewed
                : carryOut(order(Action.CONFIRM, name, outdated)) && isRenewed;
    }

    private static RebuildOrder order(Action action, String view, List<String> streams) {
        return new RebuildOrder(action, List.of(view), streams, false, false, false);
    }

    /**
     * Waits until nothing else is under way, and until the order is carried out.
     *
     * @return false when some of it failed
     */
    private boolean carryOut(RebuildOrder order) {
        while (true) {
            Run latest;
            boolean isOurs;
            synchronized (this) {
                if (closed) {
                    return true;
                }
                var begun = begin(order);
                isOurs = begun instanceof Begun.Started;
                if (!isOurs && !(begun instanceof Begun.Busy)) {
                    LOG.warn("The views of {} are not made anew: {}", order, begun);
                    return false;
                }
                latest = runs.getFirst();
            }
            var stage = latest.ended().join();
            if (isOurs) {
                return stage != Stage.FAILED;
            }
        }
    }

    private List<Rebuildable> chosen(RebuildOrder order) {
        return means.views().get().stream()
                .filter(view ->
                        order.views().isEmpty() || order.views().contains(view.follower().name()))
                .sorted(Comparator.comparing(view -> view.follower().name()))
                .toList();
    }

    @Override
    public synchronized @Nullable RebuildProgress find(String id) {
        var run = run(id);
        return run == null ? null : run.progress();
    }

    @Override
    public synchronized List<RebuildProgress> all() {
        return runs.stream().map(Run::progress).toList();
    }

    @Override
    public synchronized boolean cancel(String id) {
        var run = run(id);
        return run != null && run.cancel();
    }

    private @Nullable Run run(String id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst().orElse(null);
    }

    /** Cancels what runs and waits for it to take away what it has begun. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            runs.forEach(Run::cancel);
        }
        renewal.shutdown();
        lanes.shutdown();
        try {
            if (!lanes.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
                    || !renewal.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A rebuild is still at work while the server stops.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
