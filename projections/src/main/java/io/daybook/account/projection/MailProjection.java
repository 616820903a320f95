package io.daybook.account.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.DiskThreads;
import io.daybook.email.projection.EmailFacts;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.view.Follower;
import io.daybook.view.Place;
import io.daybook.view.Sequenced;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the mail views of all accounts: rows in the store, and in memory, within a bound of octets,
 * the accounts in use. Locks are waited for on the caller's thread; only work that needs no further
 * lock goes to the threads for the disk.
 */
public final class MailProjection implements Follower {
    private static final Duration LEISURE = Duration.ofMillis(3);

    public static final String NAME = "mail";

    /** Half of the events that the journal has in memory, and less than a second of posting. */
    private static final long MOST_BEHIND = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(MailProjection.class);
    private static final int MOST_EMAILS = 2_000;

    private final ViewStore store;
    private final EmailFacts facts;
    private final int content;
    private final DueTimes dueTimes;
    private final Cache<String, MailState> states;
    private final Cache<String, ReentrantReadWriteLock> locks =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    /**
     * @param cacheOctets how much memory the accounts in use may take together, roughly
     */
    public MailProjection(ViewStore store, EmailFacts facts, long cacheOctets) {
        this(store, facts, cacheOctets, MailRows.CONTENT);
    }

    /**
     * @param content what its rows tell: those of others are made anew
     */
    MailProjection(ViewStore store, EmailFacts facts, long cacheOctets, int content) {
        this.store = store;
        this.content = content;
        this.facts = facts;
        this.dueTimes = new DueTimes(store);
        this.states =
                Caffeine.newBuilder()
                        .maximumWeight(cacheOctets / 1024)
                        .executor(Runnable::run)
                        .<String, MailState>weigher((_, state) ->
                                (int) Math.min(state.weight() / 1024, Integer.MAX_VALUE))
                        .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration leisure() {
        return LEISURE;
    }

    @Override
    public long mostBehind() {
        return MOST_BEHIND;
    }

    @Override
    public String group() {
        return MailRows.GROUP;
    }

    @Override
    public int content() {
        return content;
    }

    @Override
    public boolean startOver(String stream) {
        return alone(
                stream,
                live -> {
                    store.drop(live);
                    store.dropKept(live.group(), stream);
                    return true;
                });
    }

    @Override
    public boolean follows(String stream) {
        return AccountId.ofStream(stream) != null;
    }

    @Override
    public long version(String stream) {
        var lock = lock(stream);
        if (lock.readLock().tryLock()) {
            try {
                var state = states.getIfPresent(stream);
                if (state != null) {
                    return state.version.seq();
                }
            } finally {
                lock.readLock().unlock();
            }
        }
        return store.reached(MailRows.GROUP, stream).version().seq();
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        inPortions(events, some -> applySome(stream, some));
    }

    /** Hands on the events, not too many emails at a time. */
    static void inPortions(List<Sequenced> events, Consumer<List<Sequenced>> each) {
        int from = 0;
        while (from < events.size()) {
            int to = from + 1;
            int emails = added(events.get(from));
            while (to < events.size() && emails + added(events.get(to)) <= MOST_EMAILS) {
                emails += added(events.get(to++));
            }
            each.accept(events.subList(from, to));
            from = to;
        }
    }

    private static int added(Sequenced event) {
        return MailFold.arrivals(event.event()).size();
    }

    private void applySome(String stream, List<Sequenced> events) {
        var account = Objects.requireNonNull(AccountId.ofStream(stream));
        var known = facts(facts, account, events);
        var lock = lock(stream);
        lock.writeLock().lock();
        try {
            var state = stateOrLoad(stream);
            var newer = events.stream().filter(event -> event.seq() > state.version.seq()).toList();
            if (!newer.isEmpty()) {
                fold(stream, state, newer, known);
            }
        } catch (StaleRows e) {
            LOG.info("The rows of {} were written by somebody else; they are read again.", stream);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Reads what is needed of the added messages, before the account is locked. */
    static Map<BlobId, Facts> facts(EmailFacts source, AccountId account, List<Sequenced> events) {
        var messages = new LinkedHashSet<BlobId>();
        for (var event : events) {
            for (var email : MailFold.arrivals(event.event())) {
                messages.add(email.blob());
            }
        }
        var asked = List.copyOf(messages);
        var facts = source.of(account, asked);
        var known = new HashMap<BlobId, Facts>();
        for (int i = 0; i < asked.size(); i++) {
            known.put(asked.get(i), facts.get(i));
        }
        return known;
    }

    /** Those that were read before; else, as of messages that a newer parser has read, now. */
    static Facts factsOf(
            EmailFacts source, Map<BlobId, Facts> known, AccountId account, BlobId message) {
        return known.computeIfAbsent(message, blob -> source.of(account, blob));
    }

    private void fold(
            String stream, MailState state, List<Sequenced> events, Map<BlobId, Facts> known) {
        boolean done = false;
        var account = Objects.requireNonNull(AccountId.ofStream(stream));
        var fold =
                new MailFold(
                        store,
                        state,
                        message -> factsOf(facts, known, account, message),
                        new ViewBatch(state.place, state.version, content),
                        null);
        try {
            DiskThreads.run(() -> fold.apply(events));
            done = true;
        } finally {
            if (fold.dueMoved()) {
                DiskThreads.run(() -> dueTimes.moved(stream));
            }
            if (!done) {
                states.invalidate(stream);
            }
        }
        if (state.weighIfGrown()) {
            states.put(stream, state);
        }
    }

    private MailState stateOrLoad(String stream) {
        var state = states.getIfPresent(stream);
        if (state != null) {
            return state;
        }
        var loaded = DiskThreads.call(() -> load(store.live(MailRows.GROUP, stream)));
        states.put(stream, loaded);
        return loaded;
    }

    private MailState load(Place place) {
        return store.consistently(place, () -> new MailLoader(store, place).load());
    }

    /**
     * Forgets the account, if other rows are read now than those that it was loaded from: another
     * node has put them there.
     */
    void forgetIfReplaced(String stream) {
        var lock = lock(stream);
        lock.writeLock().lock();
        try {
            var state = states.getIfPresent(stream);
            if (state != null && !store.live(MailRows.GROUP, stream).equals(state.place)) {
                states.invalidate(stream);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Runs the reader on the account's state if that has reached {@code version}; null when it has
     * not. Writers wait while it runs.
     */
    <T> @Nullable T readAt(String stream, long version, Function<MailState, T> reader) {
        var lock = lock(stream);
        lock.readLock().lock();
        var state = states.getIfPresent(stream);
        if (state == null) {
            lock.readLock().unlock();
            state = loadAndLockForReading(stream, lock);
        }
        try {
            return state.version.seq() >= version && state.version.part() == 0
                    ? read(stream, state, reader)
                    : null;
        } finally {
            lock.readLock().unlock();
        }
    }

    private <T> T read(String stream, MailState state, Function<MailState, T> reader) {
        long weight = state.index.textWeight();
        T result = reader.apply(state);
        if (state.index.textWeight() != weight) {
            state.weigh();
            states.put(stream, state);
        }
        return result;
    }

    private MailState loadAndLockForReading(String stream, ReentrantReadWriteLock lock) {
        lock.writeLock().lock();
        try {
            var state = stateOrLoad(stream);
            lock.readLock().lock();
            return state;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Runs {@code work} while nobody reads or writes the stream's views, and forgets its state. */
    <T> T alone(String stream, Function<Place, T> work) {
        var lock = lock(stream);
        lock.writeLock().lock();
        try {
            return work.apply(store.live(MailRows.GROUP, stream));
        } finally {
            states.invalidate(stream);
            lock.writeLock().unlock();
        }
    }

    /** Puts other rows in the place of those that are read, together with their state. */
    void changeOver(String stream, MailState state, Runnable swap) {
        var lock = lock(stream);
        lock.writeLock().lock();
        try {
            boolean isInUse = states.getIfPresent(stream) != null;
            states.invalidate(stream);
            DiskThreads.run(swap);
            if (isInUse) {
                state.weigh();
                states.put(stream, state);
            }
        } finally {
            lock.writeLock().unlock();
        }
        DiskThreads.run(() -> dueTimes.moved(stream));
    }

    EmailFacts facts() {
        return facts;
    }

    DueTimes dueTimes() {
        return dueTimes;
    }

    ViewStore store() {
        return store;
    }

    private ReentrantReadWriteLock lock(String stream) {
        return Objects.requireNonNull(locks.get(stream, _ -> new ReentrantReadWriteLock()));
    }
}
