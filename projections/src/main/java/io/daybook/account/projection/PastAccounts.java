package io.daybook.account.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.account.Checkpoints;
import io.daybook.core.AccountId;
import io.daybook.core.DiskThreads;
import io.daybook.core.Moment;
import io.daybook.email.projection.EmailFacts;
import io.daybook.email.projection.GoneTexts;
import io.daybook.email.projection.PastMailViews.Texts;
import io.daybook.view.Place;
import io.daybook.view.StreamReader;
import io.daybook.view.ViewStore;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Accounts as they were. Of each account that somebody looks back at, one state of the past is in
 * memory, within a bound of octets; it moves to the moment that is asked for, or is folded anew
 * from the nearest checkpoint, whichever is less work.
 */
public final class PastAccounts implements PastReads {
    /** A fold that begins at a checkpoint costs as much as so many events, and more per email. */
    private static final long EVENTS_PER_LOAD = 1_000;

    /** So many emails of a checkpoint are loaded while one event is read and folded. */
    private static final int EMAILS_PER_EVENT = 8;

    /** So many events are taken back, as they are remembered, while one is read and folded. */
    private static final int BACK_PER_ON = 4;

    private final ViewStore store;
    private final EmailFacts facts;
    private final Checkpoints checkpoints;
    private final StreamReader reader;
    private final Moments moments;
    private final GoneTexts texts;
    private final PastTexts.Limits limits;
    private final Cache<String, Kept> kept;

    /** A state of the past and who may touch it, and texts that serve all its states. */
    private static final class Kept {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        final PastTexts texts;
        @Nullable PastAccount account;
        volatile long weight = 1_000;

        Kept(PastTexts texts) {
            this.texts = texts;
        }

        int kibioctets() {
            return (int) Math.min((weight + texts.weight()) / 1024, Integer.MAX_VALUE);
        }
    }

    /**
     * @param cacheOctets how much memory the states of the past may take together, roughly; half of
     *     it at most for the texts of one account
     */
    public PastAccounts(
            AccountViews live,
            MailProjection projection,
            Checkpoints checkpoints,
            StreamReader reader,
            GoneTexts texts,
            long cacheOctets) {
        this.store = projection.store();
        this.facts = projection.facts().ofThePast();
        this.checkpoints = checkpoints;
        this.reader = reader;
        this.moments = new Moments(live, store);
        this.texts = texts;
        this.limits = PastTexts.Limits.within(cacheOctets / 2);
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(cacheOctets / 1024)
                        .executor(Runnable::run)
                        .<String, Kept>weigher((_, past) -> past.kibioctets())
                        .build();
    }

    @Override
    public Found find(AccountId account, Moment moment) {
        var place = moments.find(account, moment);
        return place.never() == null
                ? new Then(place.seq(), new PastViews(this, account, place))
                : new Never(place.never());
    }

    /** Runs the reader on the account as it was; nobody changes it meanwhile. */
    <T> T read(AccountId account, Moments.Found moment, Function<PastAccount, T> reader) {
        var stream = account.stream();
        var place = store.live(MailRows.GROUP, stream);
        var past = kept(account);
        past.lock.readLock().lock();
        var known = past.account;
        if (known == null || !isAt(known, moment.seq(), place)) {
            past.lock.readLock().unlock();
            known = moveAndLockForReading(account, past, moment.seq(), place);
        }
        try {
            known.state().account = moment.account();
            return reader.apply(known);
        } finally {
            past.lock.readLock().unlock();
        }
    }

    /** The texts of emails that once were there. */
    Texts texts(AccountId account, RoaringBitmap emails) {
        var past = kept(account);
        long before = past.texts.weight();
        var rows =
                new PastRows(store, store.live(MailRows.GROUP, account.stream()), account, facts);
        try {
            return past.texts.of(emails, rows::messages);
        } finally {
            if (past.texts.weight() != before) {
                kept.put(account.stream(), past);
            }
        }
    }

    private Kept kept(AccountId account) {
        return Objects.requireNonNull(
                kept.get(account.stream(), _ -> new Kept(new PastTexts(texts, account, limits))));
    }

    private static boolean isAt(PastAccount past, long seq, Place place) {
        return past.seq() == seq && past.rows().place().equals(place);
    }

    private PastAccount moveAndLockForReading(AccountId account, Kept past, long seq, Place place) {
        past.lock.writeLock().lock();
        try {
            var known = past.account;
            if (known == null || !isAt(known, seq, place)) {
                var from = known;
                // What fails on the way is not met again.
                past.account = null;
                known = DiskThreads.call(() -> moved(account, from, seq, place));
                past.account = known;
                past.weight = known.weight();
                kept.put(account.stream(), past);
            }
            past.lock.readLock().lock();
            return known;
        } finally {
            past.lock.writeLock().unlock();
        }
    }

    private PastAccount moved(
            AccountId account, @Nullable PastAccount known, long seq, Place place) {
        var past = known;
        if (past == null || !isNear(past, account, seq, place)) {
            past =
                    PastAccount.at(
                            checkpoints.nearest(account, seq),
                            new PastRows(store, place, account, facts));
        }
        past.moveTo(seq, account.stream(), reader);
        return past;
    }

    /** Whether going from there is less work than from the nearest checkpoint. */
    private boolean isNear(PastAccount past, AccountId account, long seq, Place place) {
        if (!past.rows().place().equals(place) || seq < past.earliest()) {
            return false;
        }
        long load = EVENTS_PER_LOAD + past.state().index.emailCount() / EMAILS_PER_EVENT;
        long way = past.seq() <= seq ? seq - past.seq() : (past.seq() - seq) / BACK_PER_ON;
        return way <= load || way <= load + seq - checkpoints.seqOfNearest(account, seq);
    }
}
