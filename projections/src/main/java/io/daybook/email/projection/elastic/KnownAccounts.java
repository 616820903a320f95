package io.daybook.email.projection.elastic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.AccountId;
import io.daybook.core.Unavailable;
import io.daybook.email.projection.elastic.Progress.Reached;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node knows of the index of each account, and how it learns more. */
final class KnownAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(KnownAccounts.class);
    private static final int MOST_KNOWN = 200_000;
    private static final int ATTEMPTS = 3;

    private final Progress progress;
    private final Cache<AccountId, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).executor(Runnable::run).build();

    KnownAccounts(Progress progress) {
        this.progress = progress;
    }

    Known get(AccountId account) {
        var it = known.getIfPresent(account);
        return it == null ? written(account, progress.read(account)) : it;
    }

    /** What the index says now. It is less than was known when it was deleted or restored. */
    Known readAgain(AccountId account) {
        var before = known.getIfPresent(account);
        var now = progress.read(account);
        if (before != null && now.version() < before.written().version()) {
            LOG.warn("The text index has lost mail of {} and takes it in again.", account);
            known.put(account, Known.of(now));
            return Known.of(now);
        }
        return written(account, now);
    }

    /** The index says this of itself. */
    Known written(AccountId account, Reached reached) {
        return update(account, it -> it.with(reached));
    }

    Known seen(AccountId account, Reached reached) {
        return update(account, it -> it.seen(reached));
    }

    /** Events without texts follow {@code from}. */
    void passed(AccountId account, long from, long to) {
        update(account, it -> it.applied() == from ? it.passed(to) : it);
    }

    /** Makes what was written to the account's shard searchable, and nothing else. */
    Known refresh(AccountId account) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var it = get(account);
            if (it.written().equals(Reached.NOTHING)) {
                return it;
            }
            if (progress.write(account, it.written(), true)) {
                return seen(account, it.written());
            }
            readAgain(account);
        }
        throw new Unavailable("the text index of " + account + " changes all the time");
    }

    void forget(AccountId account) {
        known.invalidate(account);
    }

    private Known update(AccountId account, UnaryOperator<Known> change) {
        var nothing = Known.of(Reached.NOTHING);
        return known.asMap().compute(account, (_, it) -> change.apply(it == null ? nothing : it));
    }
}
