package io.daybook.refusal.watch;

import io.daybook.core.Cause;
import io.daybook.core.UserId;
import io.daybook.core.http.Network;
import io.daybook.core.http.Request;
import io.daybook.core.http.SignInWatch;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.RefusalWatch;
import io.daybook.refusal.NoteRefusals;
import io.daybook.refusal.RefusalEvent.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals by kind, and notes each kind as one event a minute later. Whoever is refused all
 * day fills no disk: only so many kinds are told apart, the others are counted together. A crash
 * loses the last minute.
 */
public final class RefusalCounter implements SignInWatch, RefusalWatch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalCounter.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Kinds that are told apart while they are counted. */
    private static final int MOST_KINDS = 1_000;

    /** Events that may be written at once, and in each minute after that. */
    private static final int BURST = 60;

    private static final int PER_MINUTE = 2;

    private final Bus bus;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Allowance allowance;
    private Map<Tally.Kind, Tally> tallies = new HashMap<>();
    private @Nullable Thread timer;

    public RefusalCounter(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
        this.allowance = new Allowance(BURST, PER_MINUTE, clock.instant());
    }

    @Override
    public void failed(Request request, @Nullable UserId user, Tried tried) {
        // Nobody proved who it was.
        var cause =
                new Cause(
                        Cause.ANONYMOUS,
                        tried == Tried.ADMIN_TOKEN ? "admin" : "signIn",
                        request.client().getHostAddress(),
                        request.agent(),
                        request.id());
        var kind = new Tally.SignIns(user, Network.of(request.client()), secret(tried));
        count(kind, cause, List.of(), 1);
    }

    private static Secret secret(Tried tried) {
        return switch (tried) {
            case PASSWORD -> Secret.PASSWORD;
            case APP_PASSWORD -> Secret.APP_PASSWORD;
            case ADMIN_TOKEN -> Secret.ADMIN_TOKEN;
            case OTHER -> Secret.OTHER;
        };
    }

    @Override
    public void refused(Cause cause, Refused what) {
        var kind =
                new Tally.Calls(
                        cause.actor(),
                        cause.address(),
                        what.account(),
                        what.method(),
                        what.error());
        count(kind, cause, what.records(), what.count());
    }

    private void count(Tally.Kind kind, Cause cause, List<String> records, long times) {
        Instant now = clock.instant();
        lock.lock();
        try {
            if (timer == null) {
                timer = Thread.ofVirtual().name("refusals").start(this::flushLater);
            }
            Tally tally = tallies.get(kind);
            if (tally == null && tallies.size() < MOST_KINDS) {
                tally = new Tally(kind, cause, now);
                tallies.put(kind, tally);
            }
            if (tally == null) {
                tally = others(new Tally(kind, cause, now));
                tally.add(List.of(), times, now);
            } else {
                tally.add(records, times, now);
            }
        } finally {
            lock.unlock();
        }
    }

    /** With whom one that is not told apart is counted. */
    private Tally others(Tally one) {
        var cause = new Cause("system", "refusals", "", "", "");
        return tallies.computeIfAbsent(
                one.others(), others -> new Tally(others, cause, one.first()));
    }

    private void flushLater() {
        try {
            Thread.sleep(WINDOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        flush();
    }

    /** Notes what was counted up to now. */
    public void flush() {
        for (Tally tally : take()) {
            try {
                bus.command(new NoteRefusals(tally.event()), tally.cause(), Long.class);
            } catch (RuntimeException e) {
                // Nobody waits for it: the log is all that can be told.
                LOG.warn("Refusals could not be noted: {}", tally.event(), e);
            }
        }
    }

    /** What is to be noted: the most frequent kinds by themselves, the others together. */
    private List<Tally> take() {
        Instant now = clock.instant();
        lock.lock();
        try {
            timer = null;
            var counted = new ArrayList<>(tallies.values());
            tallies = new HashMap<>();
            counted.sort(Comparator.comparingLong(Tally::count).reversed());
            int told = allowance.take(counted.size(), now);
            for (Tally rest : counted.subList(told, counted.size())) {
                others(rest).add(List.of(), rest.count(), now);
            }
            var all = new ArrayList<>(counted.subList(0, told));
            if (told > 0) {
                all.addAll(tallies.values());
                tallies = new HashMap<>();
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Notes what was counted, while the journal is open still. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (timer != null) {
                timer.interrupt();
            }
        } finally {
            lock.unlock();
        }
        flush();
    }
}
