package io.daybook.push.web;

import io.daybook.core.Cause;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.UserId;
import io.daybook.core.http.SignedIn;
import io.daybook.core.jmap.Bus;
import io.daybook.push.Endpoint;
import io.daybook.push.GetPushSubscriptions;
import io.daybook.push.GetPushSubscriptions.PushSubscriptionView;
import io.daybook.push.PushCommand;
import io.daybook.push.PushCommand.EndPushSubscriptions;
import io.daybook.push.PushCommand.Ending;
import io.daybook.push.PushCommand.NoteVerificationSent;
import io.daybook.push.PushCommand.PushChanged;
import io.daybook.push.PushSubscriptionId;
import io.daybook.push.PushVault;
import io.daybook.push.jmap.Hub;
import io.daybook.push.jmap.News;
import io.daybook.push.jmap.Secrets;
import io.daybook.user.GetUser;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
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
    private static final int SWEEP_SECONDS = 30;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Means means;
    private final Executor threads;
    private final Pace pace;
    private final AtomicLong number = new AtomicLong();
    private final ConcurrentHashMap<UserId, Desk> desks = new ConcurrentHashMap<>();
    private StreamHeads.@Nullable Subscription hints;

    /** What the policy works with. */
    public record Means(
            Bus bus,
            StreamHeads heads,
            Hub hub,
            Secrets secrets,
            PushVault vault,
            Courier courier,
            Clock clock) {}

    /** What is under way for one user. */
    private static final class Desk {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<PushSubscriptionId, Standing> standing = new HashMap<>();
        private volatile long head = -1;
    }

    private record Standing(PushSubscriptionView view, @Nullable Errand errand) {}

    /**
     * @param threads runs what may block
     */
    public WebPush(Means means, Executor threads) {
        this.means = means;
        this.threads = threads;
        var timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("web-push").daemon().factory());
        this.pace = new Pace(timer, threads);
        timer.scheduleWithFixedDelay(this::sweep, 0, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** Follows from now on. */
    public void start() {
        hints = means.heads().onMoved(this::moved);
    }

    private void moved(String stream, long head) {
        UserId user = user(stream);
        if (user != null && (stream.startsWith(PushCommand.STREAM) || desks.containsKey(user))) {
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

    /** Looks after whose stream has moved, and after all who have subscriptions. */
    private void sweep() {
        var due = new HashSet<>(desks.keySet());
        means.heads()
                .forEach((stream, head) -> {
                    UserId user = stream.startsWith(PushCommand.STREAM) ? user(stream) : null;
                    Desk desk = user == null ? null : desks.get(user);
                    if (user != null && (desk == null || desk.head < head)) {
                        due.add(user);
                    }
                });
        due.forEach(user -> threads.execute(() -> look(user)));
    }

    private void look(UserId user) {
        Desk desk = desks.computeIfAbsent(user, _ -> new Desk());
        desk.lock.lock();
        try {
            long head = means.heads().head(PushCommand.stream(user));
            agree(user, desk);
            desk.head = head;
        } catch (Unavailable e) {
            LOG.debug("the push subscriptions of {} cannot be looked at now", user, e);
            pace.after(RETRY, () -> look(user));
        } catch (RuntimeException e) {
            LOG.error("the push subscriptions of {} are not looked after", user, e);
        } finally {
            desk.lock.unlock();
        }
    }

    private void agree(UserId user, Desk desk) {
        var views = new HashMap<PushSubscriptionId, PushSubscriptionView>();
        means.bus()
                .query(new GetPushSubscriptions(user), GetPushSubscriptions.Subscriptions.class)
                .list()
                .forEach(view -> views.put(view.id(), view));
        for (PushSubscriptionId id : List.copyOf(desk.standing.keySet())) {
            if (!views.containsKey(id)) {
                drop(desk, id);
                means.vault().erase(id);
            }
        }
        for (PushSubscriptionView view : views.values()) {
            Ending ending = ending(user, view);
            if (ending != null) {
                drop(desk, view.id());
                end(user, view.id(), ending);
            } else {
                agree(user, desk, view);
            }
        }
    }

    /** Why a subscription must not be pushed to any more, or null. */
    private @Nullable Ending ending(UserId user, PushSubscriptionView view) {
        if (!means.clock().instant().isBefore(view.expires())) {
            return Ending.EXPIRED;
        }
        // RFC 8620 section 7.2: it MUST be destroyed with the credentials that made it.
        return means.secrets().stillHolds(user, view.credential()) ? null : Ending.REVOKED;
    }

    private void agree(UserId user, Desk desk, PushSubscriptionView view) {
        Standing before = desk.standing.get(view.id());
        if (before != null && before.view().equals(view)) {
            return;
        }
        drop(desk, view.id());
        String sealed = means.vault().open(view.id(), view.endpoint());
        if (sealed == null) {
            end(user, view.id(), Ending.GONE);
            return;
        }
        Endpoint to = Endpoint.parse(sealed);
        Errand errand = null;
        if (view.verified()) {
            errand = push(user, view, to);
        } else if (!view.verificationSent()) {
            errand = verify(user, view, to);
        }
        desk.standing.put(view.id(), new Standing(view, errand));
    }

    private Verifying verify(UserId user, PushSubscriptionView view, Endpoint to) {
        var verifying =
                new Verifying(
                        view.id().value(),
                        view.verificationCode(),
                        to,
                        means.courier(),
                        pace,
                        outcome -> verified(user, view.id(), outcome));
        verifying.start();
        return verifying;
    }

    private void verified(UserId user, PushSubscriptionId id, Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered() -> command(new NoteVerificationSent(user, id));
            case Outcome.Gone(), Outcome.Busy(_), Outcome.Failed(_) -> end(user, id, Ending.GONE);
        }
    }

    private @Nullable Pushing push(UserId user, PushSubscriptionView view, Endpoint to) {
        if (!(means.bus().query(new GetUser(user), GetUser.Answer.class)
                instanceof GetUser.UserView known)) {
            return null;
        }
        var who = new SignedIn(user, known.accounts(), false, view.credential(), known.version());
        List<String> types = view.types();
        // An unknown state: everything is told once.
        var news = new News(types == null ? null : new HashSet<>(types), "");
        var accounts = means.hub().visibleTo(who);
        means.hub().states(accounts).forEach(news::begin);
        var ends =
                new Pushing.Ends(
                        () -> threads.execute(() -> end(user, view.id(), Ending.GONE)),
                        () -> threads.execute(() -> look(user)));
        var pushing = new Pushing(view.id().value(), who, to, news, means.courier(), pace, ends);
        means.hub().add(pushing, accounts);
        return pushing;
    }

    private void drop(Desk desk, PushSubscriptionId id) {
        Standing standing = desk.standing.remove(id);
        if (standing != null && standing.errand() != null) {
            standing.errand().stop();
            if (standing.errand() instanceof Pushing pushing) {
                means.hub().remove(pushing);
            }
        }
    }

    /** Erased before it is recorded: a crash in between leaves nothing that is not erased. */
    private void end(UserId user, PushSubscriptionId id, Ending why) {
        means.vault().erase(id);
        command(new EndPushSubscriptions(user, List.of(id), why));
    }

    private void command(PushCommand command) {
        String request = "push-" + Long.toString(number.incrementAndGet(), 36);
        var cause = new Cause("system", "push", "", request);
        try {
            means.bus().command(command, cause, PushChanged.class);
        } catch (Unavailable e) {
            LOG.debug("{} is tried again", command.getClass().getSimpleName(), e);
            pace.after(RETRY, () -> command(command));
        }
    }

    @Override
    public void close() {
        if (hints != null) {
            hints.close();
        }
        pace.close();
        desks.values()
                .forEach(desk ->
                        List.copyOf(desk.standing.values())
                                .forEach(standing -> {
                                    if (standing.errand() != null) {
                                        standing.errand().stop();
                                    }
                                }));
    }
}
