package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.GetStates;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.UserId;
import io.daybook.core.jmap.Bus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the subscribers of an account when its stream moves. Hints are merged: the states are asked
 * for once in a while per account, whatever the number of events and subscribers. A sweep finds
 * what no hint told.
 */
public final class Hub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final long PAUSE_MILLIS = 50;
    private static final long RETRY_MILLIS = 1000;
    private static final long SWEEP_SECONDS = 60;

    private final Bus bus;
    private final StreamHeads heads;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final StreamHeads.Subscription hints;
    private final ConcurrentHashMap<String, Watch> accounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Set<Subscriber>> users = new ConcurrentHashMap<>();

    /** The subscribers of one account. */
    private static final class Watch {
        private final AccountId account;
        private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean woken = new AtomicBoolean();
        private final ReentrantLock asking = new ReentrantLock();
        private volatile long told = -1;

        private Watch(AccountId account) {
            this.account = account;
        }
    }

    /**
     * @param threads runs what may block
     */
    public Hub(Bus bus, StreamHeads heads, Executor threads) {
        this.bus = bus;
        this.heads = heads;
        this.threads = threads;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("push-timer").daemon().factory());
        this.hints = heads.onMoved(this::moved);
        timer.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    void add(UserId user, Subscriber subscriber) {
        users.compute(
                user.stream(),
                (_, before) -> {
                    Set<Subscriber> now = before == null ? ConcurrentHashMap.newKeySet() : before;
                    now.add(subscriber);
                    return now;
                });
        String stream = subscriber.account().stream();
        Watch watch =
                accounts.compute(
                        stream,
                        (_, before) -> {
                            var now = before == null ? new Watch(subscriber.account()) : before;
                            now.subscribers.add(subscriber);
                            return now;
                        });
        // What moved before the subscriber was there.
        wake(watch, 0);
        if (subscriber.wish().pingSeconds() > 0) {
            pingLater(user, subscriber, subscriber.wish().pingSeconds());
        }
    }

    void remove(UserId user, Subscriber subscriber) {
        users.computeIfPresent(
                user.stream(),
                (_, set) -> {
                    set.remove(subscriber);
                    return set.isEmpty() ? null : set;
                });
        accounts.computeIfPresent(
                subscriber.account().stream(),
                (_, watch) -> {
                    watch.subscribers.remove(subscriber);
                    return watch.subscribers.isEmpty() ? null : watch;
                });
    }

    private void moved(String stream, long head) {
        Watch watch = accounts.get(stream);
        if (watch != null && head > watch.told) {
            wake(watch, PAUSE_MILLIS);
        } else if (watch == null && users.containsKey(stream)) {
            // Secrets may have been revoked: whoever still has a valid one comes back.
            threads.execute(() -> users.getOrDefault(stream, Set.of()).forEach(Subscriber::close));
        }
    }

    private void wake(Watch watch, long delayMillis) {
        if (watch.woken.compareAndSet(false, true)) {
            timer.schedule(
                    () -> threads.execute(() -> tell(watch)), delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void tell(Watch watch) {
        watch.asking.lock();
        try {
            watch.woken.set(false);
            long head = heads.head(watch.account.stream());
            var states =
                    bus.query(new GetStates(watch.account, -1), GetStates.States.class).states();
            watch.told = head;
            watch.subscribers.forEach(subscriber -> subscriber.offer(states));
        } catch (Unavailable e) {
            wake(watch, RETRY_MILLIS);
        } catch (RuntimeException e) {
            LOG.error("the states of {} cannot be told", watch.account, e);
        } finally {
            watch.asking.unlock();
        }
    }

    private void sweep() {
        accounts.forEach((stream, watch) -> {
            if (heads.head(stream) > watch.told) {
                wake(watch, 0);
            }
        });
    }

    private void pingLater(UserId user, Subscriber subscriber, long seconds) {
        timer.schedule(
                () -> {
                    if (users.getOrDefault(user.stream(), Set.of()).contains(subscriber)) {
                        pingLater(user, subscriber, subscriber.ping());
                    }
                },
                seconds,
                TimeUnit.SECONDS);
    }

    /** Ends every connection. */
    @Override
    public void close() {
        hints.close();
        timer.shutdownNow();
        users.values().forEach(set -> set.forEach(Subscriber::close));
    }
}
