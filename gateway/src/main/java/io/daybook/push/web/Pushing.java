package io.daybook.push.web;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import io.daybook.core.http.SignedIn;
import io.daybook.push.Endpoint;
import io.daybook.push.jmap.Listener;
import io.daybook.push.jmap.News;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes StateChanges to one verified subscription: one after the other, with pauses, what happens
 * meanwhile merged. What could not be delivered is kept for the next try.
 */
final class Pushing implements Errand, Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Pushing.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String id;
    private final SignedIn user;
    private final Endpoint to;
    private final News news;
    private final Courier courier;
    private final Pace pace;
    private final Runnable gone;
    private final Runnable dismissed;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopped;
    private int failures;

    /** Whom to tell when the subscription ends. */
    record Ends(Runnable gone, Runnable dismissed) {}

    /**
     * @param news tells all states at first: nobody knows what was pushed before the server began
     */
    Pushing(
            String id,
            SignedIn user,
            Endpoint to,
            News news,
            Courier courier,
            Pace pace,
            Ends ends) {
        this.id = id;
        this.user = user;
        this.to = to;
        this.news = news;
        this.courier = courier;
        this.pace = pace;
        this.gone = ends.gone();
        this.dismissed = ends.dismissed();
    }

    @Override
    public SignedIn user() {
        return user;
    }

    @Override
    public Set<AccountId> wanted(Set<AccountId> visible) {
        return visible;
    }

    @Override
    public void retain(Set<AccountId> accounts) {
        synchronized (news) {
            news.retain(accounts);
        }
    }

    @Override
    public void offer(AccountId account, Map<DataType, State> states) {
        synchronized (news) {
            news.offer(account, states);
        }
        wake(Duration.ZERO);
    }

    private void wake(Duration pause) {
        synchronized (news) {
            if (news.isEmpty()) {
                return;
            }
        }
        if (!stopped && busy.compareAndSet(false, true)) {
            pace.after(pause, this::send);
        }
    }

    private void send() {
        SortedMap<String, SortedMap<String, String>> change;
        synchronized (news) {
            change = news.take();
        }
        if (stopped || change.isEmpty()) {
            busy.set(false);
            // Something may have come in between.
            wake(Duration.ZERO);
            return;
        }
        Outcome outcome = courier.stateChange(to, News.stateChange(change).toString());
        switch (outcome) {
            case Outcome.Delivered() -> {
                failures = 0;
                rest(PAUSE);
            }
            case Outcome.Gone() -> {
                stopped = true;
                gone.run();
            }
            case Outcome.Busy(var pause) -> keep(change, pause);
            case Outcome.Failed(var why) -> {
                failures++;
                LOG.info("a push to subscription {} failed: {}", id, why);
                keep(change, Pace.backoff(failures));
            }
        }
    }

    private void keep(SortedMap<String, SortedMap<String, String>> change, Duration pause) {
        synchronized (news) {
            news.giveBack(change);
        }
        rest(pause);
    }

    private void rest(Duration pause) {
        pace.after(pause, this::send);
    }

    @Override
    public void dismiss() {
        dismissed.run();
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
