package io.daybook.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.GetFollowers;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings followers to the heads of the streams they follow (DESIGN.md D6): on a hint, in a sweep
 * over all streams, and when a reader asks. For one follower and stream one step runs at a time.
 */
public final class Followers implements AutoCloseable {
    /** How long a reader waits for a view that is behind. */
    public static final Duration BOUND = Duration.ofSeconds(10);

    /** How long a writer is held up before each command for a view that is too far behind. */
    static final Duration HELP = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int MOST_EVENTS = 256;

    /** Where the stream ends by then: nobody has said how far that is. */
    private static final long HEAD = Long.MAX_VALUE;

    record Key(Follower follower, String stream) {}

    private final StreamHeads heads;
    private final StreamReader reader;
    private final Shares shares;
    private final List<Follower> followers;
    private final Cache<Key, ReentrantLock> lanes =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();
    private final Set<Key> waiting = ConcurrentHashMap.newKeySet();

    /** How far those that wait are to be brought, or {@link #HEAD}. */
    private final Map<Key, Long> targets = new ConcurrentHashMap<>();

    private final Set<Key> resting = ConcurrentHashMap.newKeySet();
    private final Parking parking = new Parking();
    private final Lags lags = new Lags();
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService timer;
    private StreamHeads.@Nullable Subscription hints;
    private Shares.@Nullable Subscription gains;

    public Followers(StreamHeads heads, StreamReader reader, List<Follower> followers) {
        this(heads, reader, followers, Shares.undivided());
    }

    private static int defaultThreads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    }

    /**
     * @param shares which streams this node follows at leisure, for each follower; a reader that
     *     asks is served whatever they say
     */
    public Followers(
            StreamHeads heads, StreamReader reader, List<Follower> followers, Shares shares) {
        this(heads, reader, followers, shares, defaultThreads());
    }

    /**
     * @param threads that apply events after hints and sweeps
     */
    public Followers(
            StreamHeads heads, StreamReader reader, List<Follower> followers, int threads) {
        this(heads, reader, followers, Shares.undivided(), threads);
    }

    /** The same with both. */
    public Followers(
            StreamHeads heads,
            StreamReader reader,
            List<Follower> followers,
            Shares shares,
            int threads) {
        this.heads = heads;
        this.reader = reader;
        this.shares = shares;
        this.followers = List.copyOf(followers);
        this.workers = (ThreadPoolExecutor) Executors.newFixedThreadPool(threads, daemon("follow"));
        this.timer = Executors.newSingleThreadScheduledExecutor(daemon("sweep"));
    }

    private static ThreadFactory daemon(String name) {
        return Thread.ofPlatform().daemon().name("daybook-" + name + "-", 0).factory();
    }

    /** Listens to hints from now on, and sweeps at once and every minute. */
    public void start() {
        hints = heads.onMoved(this::moved);
        gains = shares.onGained(this::sweep);
        timer.scheduleWithFixedDelay(this::sweep, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A stream has moved, or may have: cheap, on any thread, as often as one likes. */
    public void moved(String stream, long head) {
        for (var follower : followers) {
            if (follower.follows(stream)) {
                var key = new Key(follower, stream);
                if (follower.mostBehind() < Long.MAX_VALUE) {
                    lags.moved(key, head);
                }
                if (follows(follower, stream)) {
                    targets.merge(key, head, Math::max);
                    enqueueAtLeisure(key);
                }
            }
        }
    }

    /** Whether this node brings the follower along when nobody asks for it. */
    private boolean follows(Follower follower, String stream) {
        return follower.follows(stream) && shares.isMine(follower.name(), stream);
    }

    private void enqueueAtLeisure(Key key) {
        if (!resting.add(key)) {
            return;
        }
        Runnable wake =
                () -> {
                    resting.remove(key);
                    execute(key);
                };
        try {
            timer.schedule(wake, key.follower.leisure().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not followed any more: the server stops.", key.stream, e);
        }
    }

    /** Compares all followers with the heads of all streams. */
    public void sweep() {
        try {
            heads.forEach((stream, head) -> {
                for (var follower : followers) {
                    if (follows(follower, stream)) {
                        compare(follower, stream, head);
                    }
                }
            });
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.error("The sweep over the streams failed; it is repeated within a minute.", e);
        }
    }

    private void compare(Follower follower, String stream, long head) {
        if (timer.isShutdown()) {
            return;
        }
        long version = follower.version(stream);
        if (version < head && !heads.isErased(stream)) {
            enqueue(new Key(follower, stream), head);
        } else if (version > head && version > heads.head(stream) && follower.startOver(stream)) {
            LOG.warn("{} was ahead of {} and starts over.", follower.name(), stream);
            enqueue(new Key(follower, stream), HEAD);
        }
    }

    /**
     * Brings the follower to at least {@code version} of the stream, on this thread or by waiting
     * for the thread that does.
     *
     * @return false when that took longer than {@code bound}, or the stream is parked
     */
    public boolean catchUp(Follower follower, String stream, long version, Duration bound) {
        var key = new Key(follower, stream);
        long deadline = System.nanoTime() + bound.toNanos();
        while (follower.version(stream) < version) {
            if (System.nanoTime() > deadline || !isDue(key) || !step(key, version, deadline)) {
                return false;
            }
        }
        return true;
    }

    /**
     * For whoever is about to move the stream: helps the followers that are further behind it than
     * {@link Follower#mostBehind()}, on this thread and within {@link #HELP}. Compares two numbers
     * in memory when there is none. It never refuses: a view that is parked holds up nobody.
     */
    public void makeRoom(String stream) {
        for (var follower : followers) {
            if (follower.mostBehind() < Long.MAX_VALUE && follower.follows(stream)) {
                makeRoom(new Key(follower, stream));
            }
        }
    }

    private void makeRoom(Key key) {
        var lag = lags.of(key);
        long most = key.follower.mostBehind();
        if (lag == null || lag.events() <= most || !isDue(key)) {
            return;
        }
        try {
            catchUp(key.follower, key.stream, lag.head() - most, HELP);
            lags.posted(key, key.follower.version(key.stream));
        } catch (RuntimeException e) {
            park(key, e);
        }
    }

    /** Brings the follower to the head that the stream has now, within {@link #BOUND}. */
    public boolean catchUp(Follower follower, String stream) {
        return catchUp(follower, stream, heads.head(stream), BOUND);
    }

    /**
     * Runs the work while the follower does not move on the stream, on this thread. A stream that
     * was parked is tried again afterwards.
     */
    public <T extends @Nullable Object> T alone(
            Follower follower, String stream, Supplier<T> work) {
        var key = new Key(follower, stream);
        var lane = Objects.requireNonNull(lanes.get(key, _ -> new ReentrantLock(true)));
        lane.lock();
        try {
            return work.get();
        } finally {
            lane.unlock();
            parking.leave(key);
            enqueue(key, HEAD);
        }
    }

    private void enqueue(Key key, long target) {
        targets.merge(key, target, Math::max);
        execute(key);
    }

    private void execute(Key key) {
        if (isDue(key) && waiting.add(key)) {
            try {
                workers.execute(() -> work(key));
            } catch (RejectedExecutionException e) {
                waiting.remove(key);
                LOG.debug("{} is not followed any more: the server stops.", key.stream, e);
            }
        }
    }

    private void work(Key key) {
        waiting.remove(key);
        Long told = targets.remove(key);
        if (told == null) {
            // It was brought that far meanwhile.
            return;
        }
        long deadline = System.nanoTime() + BOUND.toNanos();
        try {
            long target = told == HEAD ? heads.head(key.stream) : told;
            boolean went = step(key, target, deadline);
            if (isDue(key) && (!went || key.follower.version(key.stream) < target)) {
                enqueue(key, target);
            }
        } catch (RuntimeException e) {
            park(key, e);
        }
    }

    /** Applies some events if it is not at {@code target} yet; false when it could not. */
    private boolean step(Key key, long target, long deadline) {
        var lane = Objects.requireNonNull(lanes.get(key, _ -> new ReentrantLock(true)));
        try {
            if (!lane.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return isDue(key) && applySome(key, target);
        } finally {
            lane.unlock();
        }
    }

    private boolean applySome(Key key, long target) {
        try {
            long version = key.follower.version(key.stream);
            if (version >= target) {
                return true;
            }
            var events = reader.read(key.stream, version + 1, MOST_EVENTS);
            if (events.isEmpty()) {
                throw new IllegalStateException(
                        "the journal gives no event " + (version + 1) + " of " + key.stream);
            }
            key.follower.apply(key.stream, version, events);
            parking.leave(key);
            if (key.follower.mostBehind() < Long.MAX_VALUE) {
                lags.posted(key, key.follower.version(key.stream));
            }
            return true;
        } catch (RuntimeException e) {
            // Whatever an event does to a view, it does to this one only: it parks and tries again.
            park(key, e);
            return false;
        }
    }

    private boolean isDue(Key key) {
        return parking.isDue(key);
    }

    private void park(Key key, RuntimeException cause) {
        long millis = parking.park(key, cause).toMillis();
        try {
            timer.schedule(() -> enqueue(key, HEAD), millis + 20, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not followed any more: the server stops.", key.stream, e);
        }
    }

    /** How many (follower, stream) pairs are parked. */
    public int parkedCount() {
        return parking.count();
    }

    /** How far each follower is behind the streams. */
    public List<GetFollowers.Standing> standings() {
        return followers.stream().map(this::standing).toList();
    }

    private GetFollowers.Standing standing(Follower follower) {
        long[] counts = new long[3];
        heads.forEach((stream, head) -> {
            if (follower.follows(stream) && !heads.isErased(stream)) {
                long behind = Math.max(0, head - follower.version(stream));
                counts[0]++;
                counts[1] += behind > 0 ? 1 : 0;
                counts[2] += behind;
            }
        });
        return new GetFollowers.Standing(
                follower.name(), counts[0], counts[1], counts[2], parking.count(follower));
    }

    /** Stops following and waits for the steps that are running. */
    @Override
    public void close() {
        var listening = hints;
        if (listening != null) {
            listening.close();
        }
        var gaining = gains;
        if (gaining != null) {
            gaining.close();
        }
        timer.shutdownNow();
        workers.getQueue().clear();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(30, TimeUnit.SECONDS)
                    || !timer.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("A view is still being written while the server stops.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
