package io.daybook.push.web;

import io.daybook.core.Cause;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.UserId;
import io.daybook.core.jmap.Bus;
import io.daybook.push.PushCommand;
import io.daybook.push.PushCommand.PushChanged;
import io.daybook.push.PushVault;
import io.daybook.push.jmap.Hub;
import io.daybook.push.jmap.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy of push subscriptions: follows the streams of subscriptions and of users, and makes
 * what the server does agree with what they say. A sweep finds what no hint told, and what time
 * brings.
 */
public final class WebPush implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebPush.class);
    private static final String WORK = "web-push";
    private static final int SWEEP_SECONDS = 30;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Means means;
    private final Executor threads;
    private final Pace pace;
    private final AtomicLong number = new AtomicLong();
    private final ConcurrentHashMap<UserId, Desk> desks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private StreamHeads.@Nullable Subscription hints;
    private Shares.@Nullable Subscription gains;

    /** What the policy works with. */
    public record Means(
            Bus bus,
            StreamHeads heads,
            Hub hub,
            Secrets secrets,
            PushVault vault,
            Courier courier,
            Clock clock,
            Shares shares) {}

    /**
     * @param threads runs what may block
     */
    public WebPush(Means means, Executor threads) {
        this.means = means;
        this.threads = threads;
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("web-push").daemon().factory());
        this.pace = new Pace(timer, threads);
    }

    /** Follows from now on: once queries are answered and commands are carried out. */
    public void start() {
        hints = means.heads().onMoved(this::moved);
        gains = means.shares().onGained(this::sweep);
        timer.scheduleWithFixedDelay(this::sweep, 0, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private void moved(String stream, long head) {
        UserId user = user(stream);
        if (user != null
                && isMine(user)
                && (stream.startsWith(PushCommand.STREAM) || desks.containsKey(user))) {
            threads.execute(() -> look(user));
        }
    }

    private static @Nullable UserId user(String stream) {
        if (stream.startsWith(PushCommand.STREAM)) {
            return new UserId(stream.substring(PushCommand.STREAM.length()));
        }
        return stream.startsWith(UserId.STREAM)
                ? new UserId(stream.substring(UserId.STREAM.length()))
                : null;
    }

    /** Each user's pushes are sent by one node, as long as all know which. */
    private boolean isMine(UserId user) {
        return means.shares().isMine(WORK, PushCommand.stream(user));
    }

    /** Leaves to others what has gone to them. */
    private void giveUp() {
        desks.forEach((user, desk) -> {
            if (!isMine(user) && desks.remove(user, desk)) {
                desk.stop();
            }
        });
    }

    /** Looks after whose stream has moved, and after all who have subscriptions. */
    private void sweep() {
        try {
            giveUp();
            due().forEach(user -> threads.execute(() -> look(user)));
        } catch (RuntimeException e) {
            LOG.error("the sweep over push subscriptions failed; it is repeated soon", e);
        }
    }

    private Set<UserId> due() {
        var due = new HashSet<UserId>();
        desks.forEach((user, desk) -> {
            if (!desk.isEmpty()) {
                due.add(user);
            }
        });
        means.heads()
                .forEach((stream, head) -> {
                    UserId user = stream.startsWith(PushCommand.STREAM) ? user(stream) : null;
                    Desk desk = user == null ? null : desks.get(user);
                    if (user != null && isMine(user) && (desk == null || desk.head() < head)) {
                        due.add(user);
                    }
                });
        return due;
    }

    private void look(UserId user) {
        Desk desk =
                desks.computeIfAbsent(
                        user,
                        _ ->
                                new Desk(
                                        user,
                                        means,
                                        pace,
                                        command -> threads.execute(() -> carryOut(command)),
                                        () -> threads.execute(() -> look(user))));
        try {
            desk.agree();
        } catch (Unavailable e) {
            LOG.debug("the push subscriptions of {} cannot be looked at now", user, e);
            pace.after(RETRY, () -> look(user));
        } catch (RuntimeException e) {
            LOG.error("the push subscriptions of {} are not looked after", user, e);
        }
    }

    private void carryOut(PushCommand command) {
        String request = "push-" + Long.toString(number.incrementAndGet(), 36);
        var cause = new Cause("system", "push", "", "", request);
        try {
            means.bus().command(command, cause, PushChanged.class);
        } catch (Unavailable e) {
            LOG.debug("{} is tried again", command.getClass().getSimpleName(), e);
            pace.after(RETRY, () -> carryOut(command));
        }
    }

    @Override
    public void close() {
        if (hints != null) {
            hints.close();
        }
        if (gains != null) {
            gains.close();
        }
        pace.close();
        desks.values().forEach(Desk::stop);
    }
}
