package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.GetStates;
import io.daybook.core.State;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.http.SignedIn;
import io.daybook.core.jmap.Bus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the listeners of an account when its stream moves. Hints are merged: the states are asked
 * for once in a while per account, whatever the number of events and listeners. A sweep finds what
 * no hint told.
 */
public final class Hub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final long PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final long RETRY_MILLIS = 1000;
    private static final long SWEEP_SECONDS = 60;

    private final Bus bus;
    private final StreamHeads heads;
    private final VisibleAccounts visible;
    private final Secrets secrets;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final StreamHeads.Subscription hints;
    private final ConcurrentHashMap<String, Watch> accounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Crew> users = new ConcurrentHashMap<>();

    /**
     * @param threads runs what may block
     */
    public Hub(
            Bus bus,
            StreamHeads heads,
            VisibleAccounts visible,
            Secrets secrets,
            Executor threads) {
        this.bus = bus;
        this.heads = heads;
        this.visible = visible;
        this.secrets = secrets;
        this.threads = threads;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("push-timer").daemon().factory());
        this.hints = heads.onMoved(this::moved);
        timer.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** The accounts that the user may listen to. */
    public Set<AccountId> visibleTo(SignedIn user) {
        return visible.of(user);
    }

    /** The states of all types of the accounts, as they are. */
    public Map<AccountId, Map<DataType, State>> states(Set<AccountId> of) {
        var states = new HashMap<AccountId, Map<DataType, State>>();
        of.forEach(account -> states.put(account, states(account)));
        return states;
    }

    private Map<DataType, State> states(AccountId account) {
        return bus.query(new GetStates(account, -1), GetStates.States.class).states();
    }

    /**
     * From now on the listener is told, at first what happened until now.
     *
     * @param of accounts that the listener wants and sees; those that it sees later are added
     */
    public void add(Listener listener, Set<AccountId> of) {
        String userStream = listener.user().user().stream();
        users.compute(
                userStream,
                (_, before) -> {
                    var crew = before == null ? new Crew() : before;
                    crew.put(listener, of);
                    return crew;
                });
        of.forEach(account -> watch(account, listener));
        if (heads.head(userStream) != listener.user().version()) {
            // The user changed before anybody here listened.
            threads.execute(() -> check(listener, of));
        }
    }

    private void watch(AccountId account, Listener listener) {
        Watch watch =
                accounts.compute(
                        account.stream(),
                        (_, before) -> {
                            var now = before == null ? new Watch(account) : before;
                            now.listeners().add(listener);
                            return now;
                        });
        wake(watch, 0);
    }

    private void unwatch(AccountId account, Listener listener) {
        accounts.computeIfPresent(
                account.stream(),
                (_, watch) -> {
                    watch.listeners().remove(listener);
                    return watch.listeners().isEmpty() ? null : watch;
                });
    }

    public void remove(Listener listener) {
        var of = new HashSet<AccountId>();
        users.computeIfPresent(
                listener.user().user().stream(),
                (_, crew) -> {
                    of.addAll(crew.remove(listener));
                    return crew.isEmpty() ? null : crew;
                });
        of.forEach(account -> unwatch(account, listener));
    }

    boolean has(Listener listener) {
        Crew crew = users.get(listener.user().user().stream());
        return crew != null && crew.has(listener);
    }

    private void moved(String stream, long head) {
        Watch watch = accounts.get(stream);
        if (watch != null && head > watch.told()) {
            // The first change is told at once, and those that follow it together.
            wake(watch, Math.max(0, pauseMillis(watch) - watch.millisSinceTold()));
        } else if (users.containsKey(stream)) {
            threads.execute(() -> check(stream));
        }
    }

    /** Many listeners take long to tell: what follows is merged for longer. */
    private static long pauseMillis(Watch watch) {
        return Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS + watch.listeners().size() / 20);
    }

    /** Secrets may have been revoked, or accounts opened and closed. */
    private void check(String userStream) {
        Crew crew = users.get(userStream);
        if (crew == null) {
            return;
        }
        crew.checked(heads.head(userStream));
        var seen = new HashMap<SignedIn, Set<AccountId>>();
        crew.forEach((listener, before) -> check(crew, listener, before, seen));
    }

    private void check(Listener listener, Set<AccountId> before) {
        Crew crew = users.get(listener.user().user().stream());
        if (crew != null) {
            check(crew, listener, Set.copyOf(before), new HashMap<>());
        }
    }

    private void check(
            Crew crew,
            Listener listener,
            Set<AccountId> before,
            Map<SignedIn, Set<AccountId>> seen) {
        try {
            var now = seen.computeIfAbsent(listener.user(), this::seenBy);
            if (now.isEmpty()) {
                listener.dismiss();
            } else {
                move(crew, listener, before, listener.wanted(now));
            }
        } catch (Unavailable e) {
            LOG.debug("nobody knows what {} may see", listener.user().user(), e);
            listener.dismiss();
        }
    }

    /** Nothing when the secret is good no longer. */
    private Set<AccountId> seenBy(SignedIn user) {
        return secrets.stillHolds(user.user(), user.credential()) ? visible.of(user) : Set.of();
    }

    private void move(Crew crew, Listener listener, Set<AccountId> before, Set<AccountId> now) {
        // Of two moves the listener is to learn of the later one last.
        synchronized (crew) {
            if (now.equals(before) || !crew.replace(listener, before, now)) {
                return;
            }
            listener.retain(now);
        }
        before.stream().filter(it -> !now.contains(it)).forEach(it -> unwatch(it, listener));
        now.stream().filter(it -> !before.contains(it)).forEach(it -> watch(it, listener));
        if (!crew.has(listener)) {
            now.forEach(account -> unwatch(account, listener));
        }
    }

    private void wake(Watch watch, long delayMillis) {
        if (watch.wake()) {
            Runnable look = () -> threads.execute(() -> tell(watch));
            if (delayMillis == 0) {
                look.run();
            } else {
                timer.schedule(look, delayMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void tell(Watch watch) {
        try {
            watch.tell(() -> heads.head(watch.account().stream()), () -> states(watch.account()));
        } catch (Unavailable e) {
            wake(watch, RETRY_MILLIS);
        } catch (RuntimeException e) {
            LOG.error("the states of {} cannot be told", watch.account(), e);
        }
    }

    /** An exception would end the timer's sweeps for good. */
    private void sweep() {
        try {
            accounts.forEach((stream, watch) -> {
                if (heads.head(stream) > watch.told()) {
                    wake(watch, 0);
                }
            });
            users.forEach((stream, crew) -> {
                if (heads.head(stream) != crew.checked()) {
                    threads.execute(() -> check(stream));
                }
            });
        } catch (RuntimeException e) {
            LOG.error("the sweep over listeners failed; it is repeated soon", e);
        }
    }

    /** Runs something that is over soon, later, unless the hub is closed by then. */
    void later(Runnable run, long seconds) {
        timer.schedule(run, seconds, TimeUnit.SECONDS);
    }

    /** Dismisses every listener. */
    @Override
    public void close() {
        hints.close();
        timer.shutdownNow();
        var all = new ArrayList<Listener>();
        users.values().forEach(crew -> crew.forEach((listener, _) -> all.add(listener)));
        all.forEach(Listener::dismiss);
    }
}
