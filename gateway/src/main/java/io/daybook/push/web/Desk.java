package io.daybook.push.web;

import io.daybook.core.UserId;
import io.daybook.core.http.SignedIn;
import io.daybook.push.Endpoint;
import io.daybook.push.GetPushSubscriptions;
import io.daybook.push.GetPushSubscriptions.PushSubscriptionView;
import io.daybook.push.PushCommand;
import io.daybook.push.PushCommand.EndPushSubscriptions;
import io.daybook.push.PushCommand.Ending;
import io.daybook.push.PushCommand.NoteVerificationSent;
import io.daybook.push.PushSubscriptionId;
import io.daybook.push.jmap.News;
import io.daybook.user.GetUser;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is under way for the push subscriptions of one user, made to agree with what they are. */
final class Desk {
    private final UserId user;
    private final WebPush.Means means;
    private final Pace pace;
    private final Consumer<PushCommand> carryOut;
    private final Runnable lookAgain;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PushSubscriptionId, Standing> standing = new HashMap<>();
    private volatile long head = -1;

    private record Standing(PushSubscriptionView view, @Nullable Errand errand) {}

    /**
     * @param carryOut carries out a command, sooner or later, on any thread
     * @param lookAgain has {@link #agree} called soon
     */
    Desk(
            UserId user,
            WebPush.Means means,
            Pace pace,
            Consumer<PushCommand> carryOut,
            Runnable lookAgain) {
        this.user = user;
        this.means = means;
        this.pace = pace;
        this.carryOut = carryOut;
        this.lookAgain = lookAgain;
    }

    /** The sequence number that this agreed with last; -1 for never. */
    long head() {
        return head;
    }

    /**
     * @throws io.daybook.core.Unavailable when nobody can say what they are
     */
    void agree() {
        lock.lock();
        try {
            long now = means.heads().head(PushCommand.stream(user));
            var views = views();
            for (PushSubscriptionId id : List.copyOf(standing.keySet())) {
                if (!views.containsKey(id)) {
                    drop(id);
                    means.vault().erase(id);
                }
            }
            views.values().forEach(this::agree);
            head = now;
        } finally {
            lock.unlock();
        }
    }

    private Map<PushSubscriptionId, PushSubscriptionView> views() {
        var views = new HashMap<PushSubscriptionId, PushSubscriptionView>();
        means.bus()
                .query(new GetPushSubscriptions(user), GetPushSubscriptions.Subscriptions.class)
                .list()
                .forEach(view -> views.put(view.id(), view));
        return views;
    }

    private void agree(PushSubscriptionView view) {
        Ending ending = ending(view);
        if (ending != null) {
            drop(view.id());
            end(view.id(), ending);
            return;
        }
        Standing before = standing.get(view.id());
        if (before != null && before.view().equals(view)) {
            return;
        }
        drop(view.id());
        String endpoint = means.vault().open(view.id(), view.endpoint());
        if (endpoint == null) {
            end(view.id(), Ending.GONE);
        } else {
            standing.put(view.id(), new Standing(view, begin(view, Endpoint.parse(endpoint))));
        }
    }

    /** Why a subscription must not be pushed to any more, or null. */
    private @Nullable Ending ending(PushSubscriptionView view) {
        if (!means.clock().instant().isBefore(view.expires())) {
            return Ending.EXPIRED;
        }
        // RFC 8620 section 7.2: it MUST be destroyed with the credentials that made it.
        return means.secrets().stillHolds(user, view.credential()) ? null : Ending.REVOKED;
    }

    private @Nullable Errand begin(PushSubscriptionView view, Endpoint to) {
        if (view.verified()) {
            return push(view, to);
        }
        return view.verificationSent() ? null : verify(view, to);
    }

    private Verifying verify(PushSubscriptionView view, Endpoint to) {
        var verifying =
                new Verifying(
                        view.id().value(),
                        view.verificationCode(),
                        to,
                        means.courier(),
                        pace,
                        outcome -> verificationEnded(view.id(), outcome));
        verifying.start();
        return verifying;
    }

    private void verificationEnded(PushSubscriptionId id, Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered() -> carryOut.accept(new NoteVerificationSent(user, id));
            case Outcome.Gone(), Outcome.Busy(_), Outcome.Failed(_) -> end(id, Ending.GONE);
        }
    }

    private @Nullable Pushing push(PushSubscriptionView view, Endpoint to) {
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
        var ends = new Pushing.Ends(() -> end(view.id(), Ending.GONE), lookAgain);
        var pushing = new Pushing(view.id().value(), who, to, news, means.courier(), pace, ends);
        means.hub().add(pushing, accounts);
        return pushing;
    }

    /** Erased before it is recorded: a crash in between leaves nothing that is not erased. */
    private void end(PushSubscriptionId id, Ending why) {
        means.vault().erase(id);
        carryOut.accept(new EndPushSubscriptions(user, List.of(id), why));
    }

    private void drop(PushSubscriptionId id) {
        Standing gone = standing.remove(id);
        if (gone != null && gone.errand() != null) {
            gone.errand().stop();
            if (gone.errand() instanceof Pushing pushing) {
                means.hub().remove(pushing);
            }
        }
    }

    /** Whether nothing is there to look after. */
    boolean isEmpty() {
        lock.lock();
        try {
            return standing.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            List.copyOf(standing.keySet()).forEach(this::drop);
        } finally {
            lock.unlock();
        }
    }
}
