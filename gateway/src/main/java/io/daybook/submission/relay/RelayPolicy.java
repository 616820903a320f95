package io.daybook.submission.relay;

import io.daybook.core.AccountId;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.core.jmap.Bus;
import io.daybook.submission.GetDue;
import io.daybook.submission.GetDue.Due;
import io.daybook.submission.relay.Backlog.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, when it is due. It sleeps until the first delivery is due or a stream moves,
 * and remembers nothing that the journal does not know.
 */
public final class RelayPolicy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayPolicy.class);

    /** What the accounts are shared out for. */
    private static final String WORK = "relay";

    private static final int MOST = 16;
    private static final int MOST_OF_ACCOUNT = 4;

    /** More than one account can have pending, so that others are seen. */
    private static final int MOST_DUE = 20_000;

    /** A lost hint or a clock that was set delays by no more than this. */
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private static final Duration REST = Duration.ofMinutes(1);

    /** How long after it has gained accounts it looks each second how their views are posted. */
    private static final Duration ATTENTION = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PAUSE_WHEN_BUSY = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(8);

    private final Bus bus;
    private final StreamHeads heads;
    private final Courier courier;
    private final Relay relay;
    private final Clock clock;
    private final Shares shares;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Backlog backlog = new Backlog(MOST, MOST_OF_ACCOUNT);
    private final Set<AccountId> moved = new HashSet<>();
    private @Nullable Instant next;
    private long askedAt;
    private long gainedAt;
    private boolean isOneOfSeveral;
    private boolean isStale = true;
    private boolean isClosed;
    private StreamHeads.@Nullable Subscription hints;
    private Shares.@Nullable Subscription gains;

    RelayPolicy(
            Bus bus, StreamHeads heads, Courier courier, Relay relay, Clock clock, Shares shares) {
        this.bus = bus;
        this.heads = heads;
        this.courier = courier;
        this.relay = relay;
        this.clock = clock;
        this.shares = shares;
    }

    /** Sends from now on, once everything else is there. */
    public void start() {
        hints = heads.onMoved((stream, _) -> moved(stream));
        gains = shares.onGained(this::gained);
        Thread.ofVirtual().name("relay").start(this::run);
    }

    private void moved(String stream) {
        AccountId account = AccountId.ofStream(stream);
        if (account == null || !isMine(account)) {
            return;
        }
        lock.lock();
        try {
            moved.add(account);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Each account's mail is sent by one node, as long as all know which. */
    private boolean isMine(AccountId account) {
        return shares.isMine(WORK, account.stream());
    }

    /** More accounts are ours: what others have posted of them is not known here. */
    private void gained() {
        lock.lock();
        try {
            isOneOfSeveral = true;
            gainedAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
        wake();
    }

    private boolean isAttentive() {
        return isOneOfSeveral && System.nanoTime() - gainedAt < ATTENTION.toNanos();
    }

    /** Looks again at what is due, such as after the clock was set. */
    public void wake() {
        lock.lock();
        try {
            isStale = true;
            askedAt = System.nanoTime() - SWEEP.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitSomething()) {
                askIfNeeded();
                dispatch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until there is something to ask for or to begin; false at the end. */
    private boolean awaitSomething() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isClosed && !isToBeAsked() && !backlog.mayTake()) {
                changed.awaitNanos(Math.max(1, nanosToWait()));
            }
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isToBeAsked() {
        return nanosToWait() <= 0;
    }

    /** How long until the next question is to be asked. */
    private long nanosToWait() {
        long sinceAsked = System.nanoTime() - askedAt;
        long asThingsAre = nanosToWait(sinceAsked);
        return isAttentive()
                ? Math.min(asThingsAre, PAUSE_WHEN_BUSY.toNanos() - sinceAsked)
                : asThingsAre;
    }

    private long nanosToWait(long sinceAsked) {
        if (isStale || !moved.isEmpty()) {
            var pause = backlog.isEmpty() ? PAUSE : PAUSE_WHEN_BUSY;
            return pause.toNanos() - sinceAsked;
        }
        long untilSweep = SWEEP.toNanos() - sinceAsked;
        Instant first = earlier(next, backlog.nextRested());
        if (first == null || !backlog.isEmpty()) {
            return untilSweep;
        }
        var untilDue = Duration.between(clock.instant(), first);
        return untilDue.compareTo(SWEEP) > 0
                ? untilSweep
                : Math.min(untilSweep, Math.max(untilDue.toNanos(), PAUSE.toNanos() - sinceAsked));
    }

    private void askIfNeeded() {
        List<AccountId> hinted;
        boolean afresh;
        lock.lock();
        try {
            if (!isToBeAsked()) {
                return;
            }
            hinted = List.copyOf(moved);
            moved.clear();
            isStale = false;
            long sinceAsked = System.nanoTime() - askedAt;
            afresh = isAttentive() || (isOneOfSeveral && sinceAsked >= SWEEP.toNanos());
            askedAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
        ask(hinted, afresh);
    }

    private void ask(List<AccountId> hinted, boolean afresh) {
        Instant now = clock.instant();
        try {
            Due due = bus.query(new GetDue(now, MOST_DUE, hinted, afresh), Due.class);
            lock.lock();
            try {
                next = due.next();
                backlog.replace(
                        due.due().stream().filter(step -> isMine(step.account())).toList(), now);
            } finally {
                lock.unlock();
            }
        } catch (RuntimeException e) {
            LOG.error("What is to be sent cannot be asked for; it is tried again.", e);
            lock.lock();
            try {
                moved.addAll(hinted);
                isStale = true;
                askedAt = System.nanoTime() + PAUSE_WHEN_BUSY.toNanos();
            } finally {
                lock.unlock();
            }
        }
    }

    private void dispatch() {
        lock.lock();
        try {
            for (Task task = backlog.take(); task != null; task = backlog.take()) {
                Task taken = task;
                Thread.ofVirtual().name("relay-", 0).start(() -> carry(taken));
            }
        } finally {
            lock.unlock();
        }
    }

    private void carry(Task task) {
        Instant again = clock.instant().plus(REST);
        try {
            again = courier.carry(task.account(), task.submission());
        } catch (RuntimeException e) {
            LOG.error(
                    "Submission {} of {} cannot be carried on now; it is tried again.",
                    task.submission(),
                    task.account(),
                    e);
        } finally {
            lock.lock();
            try {
                backlog.finished(task);
                if (again != null) {
                    backlog.rest(task, again);
                }
                isStale = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** Begins nothing more; what is under way may end, within a bound, and is then broken off. */
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
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            isClosed = true;
            changed.signalAll();
            awaitIdle(FAREWELL);
            relay.close();
            if (!awaitIdle(FAREWELL)) {
                LOG.warn(
                        "Mail was being sent while the server stopped; its fate is recorded next.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitIdle(Duration bound) throws InterruptedException {
        long nanos = bound.toNanos();
        while (!backlog.isIdle() && nanos > 0) {
            nanos = changed.awaitNanos(nanos);
        }
        return backlog.isIdle();
    }
}
