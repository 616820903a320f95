package io.daybook.rebuild.projection;

import io.daybook.core.AccountId;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.rebuild.RebuildOrder;
import io.daybook.rebuild.RebuildProgress;
import io.daybook.rebuild.RebuildProgress.Stage;
import io.daybook.rebuild.Redigesting;
import io.daybook.rebuild.projection.BackgroundRebuilds.Means;
import io.daybook.view.Rebuildable;
import io.daybook.view.Rebuilder;
import io.daybook.view.Rebuilder.End;
import io.daybook.view.Rebuilder.Report;
import io.daybook.view.Sequenced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One order under way: each of its streams is a piece of work for each view. */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final int MOST_TOLD = 100;

    private final String id;
    private final RebuildOrder order;
    private final List<Rebuildable> views;
    private final Means means;
    private final Instant began;
    private final long beganNanos = System.nanoTime();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong streams = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong redigested = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final AtomicLong compared = new AtomicLong();
    private final List<String> differences = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final ConcurrentHashMap<String, Object> redigesting = new ConcurrentHashMap<>();
    private long streamsInAll;
    private long eventsInAll;
    private final CompletableFuture<Stage> ended = new CompletableFuture<>();
    private volatile boolean cancelled;
    private volatile long endedNanos;

    Run(String id, RebuildOrder order, List<Rebuildable> views, Means means) {
        this.id = id;
        this.order = order;
        this.views = views;
        this.means = means;
        this.began = means.clock().instant();
    }

    String id() {
        return id;
    }

    boolean isRunning() {
        return endedNanos == 0;
    }

    /** How it ended, once it has. */
    CompletableFuture<Stage> ended() {
        return ended;
    }

    boolean cancel() {
        cancelled = true;
        return isRunning();
    }

    /** Hands out all pieces of work; the first that is idle takes the next. */
    void start(ExecutorService lanes) {
        var work = new ArrayList<Runnable>();
        if (order.streams().isEmpty()) {
            means.heads().forEach((stream, head) -> add(stream, head, work));
        } else {
            order.streams().forEach(stream -> add(stream, means.heads().head(stream), work));
        }
        streamsInAll = work.size();
        open.set(work.size() + 1);
        work.forEach(lanes::execute);
        done();
    }

    private void add(String stream, long head, List<Runnable> work) {
        if (means.heads().isErased(stream)) {
            return;
        }
        for (var view : views) {
            if (view.follower().follows(stream)) {
                eventsInAll += head + 1;
                work.add(() -> work(view, stream));
            }
        }
    }

    private void work(Rebuildable view, String stream) {
        try {
            if (!cancelled) {
                carryOut(view, stream);
                streams.incrementAndGet();
            }
        } catch (CancellationException e) {
            LOG.debug("Rebuild {} was cancelled at {}.", id, stream, e);
        } catch (RuntimeException e) {
            LOG.error("View {} of {} stays as it was.", view.follower().name(), stream, e);
            tell(failures, view.follower().name() + " of " + stream + ": " + e.getMessage());
        } finally {
            done();
        }
    }

    private void carryOut(Rebuildable view, String stream) {
        switch (order.action()) {
            case CONFIRM -> view.confirm(stream);
            case ROLLBACK -> note(view, stream, means.rebuilder().rollback(view, stream, watch()));
            case REBUILD -> {
                redigestOnce(stream);
                var end = order.compare() ? End.COMPARE_AND_SWAP : End.SWAP;
                note(
                        view,
                        stream,
                        means.rebuilder()
                                .rebuild(view, stream, order.fromMessages(), end, watch()));
            }
        }
    }

    /** Before the first view of the account; the others wait. */
    private void redigestOnce(String stream) {
        var account = AccountId.ofStream(stream);
        var messagesAgain = means.redigesting().get();
        if (!order.redigest() || account == null || messagesAgain == null) {
            return;
        }
        redigesting.computeIfAbsent(
                stream,
                _ -> {
                    redigest(messagesAgain, account);
                    return stream;
                });
    }

    private void redigest(Redigesting again, AccountId account) {
        again.redigest(
                account,
                (read, different) -> {
                    redigested.addAndGet(read);
                    changed.addAndGet(different);
                    endIfCancelled();
                });
    }

    private void note(Rebuildable view, String stream, @Nullable Report report) {
        if (report == null) {
            tell(failures, view.follower().name() + " of " + stream + ": nothing is kept");
            return;
        }
        if (report.compared()) {
            compared.incrementAndGet();
        } else if (order.compare()) {
            tell(
                    differences,
                    stream
                            + ": the view could not follow the journal beyond an event before "
                            + report.version()
                            + "; the new one could");
        }
        report.differences()
                .forEach(difference ->
                        tell(
                                differences,
                                stream + ", view " + view.follower().name() + ", " + difference));
    }

    private Rebuilder.Watch watch() {
        return posted -> {
            events.addAndGet(posted.size());
            messages.addAndGet(posted.stream().mapToLong(Run::added).sum());
            endIfCancelled();
        };
    }

    private static long added(Sequenced event) {
        return event.event() instanceof EmailsAdded(var emails) ? emails.size() : 0;
    }

    private void endIfCancelled() {
        if (cancelled) {
            throw new CancellationException("the rebuild was cancelled");
        }
    }

    private void tell(List<String> list, String line) {
        synchronized (this) {
            if (list.size() < MOST_TOLD) {
                list.add(line);
            }
        }
    }

    private void done() {
        if (open.decrementAndGet() == 0) {
            endedNanos = System.nanoTime();
            LOG.info("Rebuild {} has ended: {}", id, progress());
            ended.complete(stage());
        }
    }

    RebuildProgress progress() {
        long ended = endedNanos;
        synchronized (this) {
            return new RebuildProgress(
                    id,
                    order,
                    stage(),
                    began,
                    ((ended == 0 ? System.nanoTime() : ended) - beganNanos) / 1e9,
                    streams.get(),
                    streamsInAll,
                    events.get(),
                    Math.max(eventsInAll, events.get()),
                    messages.get(),
                    redigested.get(),
                    changed.get(),
                    compared.get(),
                    differences,
                    failures);
        }
    }

    private Stage stage() {
        if (isRunning()) {
            return Stage.RUNNING;
        }
        return cancelled ? Stage.CANCELLED : failures.isEmpty() ? Stage.DONE : Stage.FAILED;
    }
}
