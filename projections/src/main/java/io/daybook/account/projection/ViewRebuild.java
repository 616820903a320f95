package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.DiskThreads;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.view.Followers;
import io.daybook.view.Place;
import io.daybook.view.StreamReader;
import io.daybook.view.ViewStore;
import java.time.Duration;
import java.util.List;

/**
 * Writes an account's views anew beside those that are read, folding its stream directly, and
 * changes over when both are at the same event. Nothing is sent, nobody is told: a rebuild has no
 * effect but the views.
 */
public final class ViewRebuild {
    private static final int MOST_EVENTS = 256;
    private static final Duration BOUND = Duration.ofMinutes(10);

    private final MailProjection projection;
    private final Followers followers;
    private final StreamHeads heads;
    private final StreamReader reader;
    private final ViewStore store;

    public ViewRebuild(
            MailProjection projection,
            Followers followers,
            StreamHeads heads,
            StreamReader reader) {
        this.projection = projection;
        this.followers = followers;
        this.heads = heads;
        this.reader = reader;
        this.store = projection.store();
    }

    /**
     * What a rebuild found.
     *
     * @param version the event that both generations had reached
     * @param differences rows that were not what the events say, at most {@link
     *     RowComparison#MOST}; empty when nothing was compared
     */
    public record Report(long version, List<String> differences) {
        public Report {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Rebuilds the views of one account.
     *
     * @param compare whether to compare the new rows with the old, which takes as long as reading
     *     both; readers of this account wait for it
     * @throws Unavailable when the views that are read cannot be caught up
     */
    public Report rebuild(AccountId account, boolean compare) {
        var stream = account.stream();
        if (!followers.catchUp(projection, stream, heads.head(stream), BOUND)) {
            throw new Unavailable("the views of " + account + " cannot be caught up");
        }
        var next = store.live(MailRows.GROUP, stream).next();
        store.drop(next);
        var state = DiskThreads.call(() -> new MailLoader(store, next).load());
        follow(account, state, projection.version(stream));
        return projection.alone(stream, live -> changeOver(account, state, live, compare));
    }

    private Report changeOver(AccountId account, MailState state, Place live, boolean compare) {
        follow(account, state, store.version(live).seq());
        var differences = compare ? RowComparison.of(store, live, state.place) : List.<String>of();
        if (!store.swap(live, state.place)) {
            throw new IllegalStateException("the views of " + account + " have changed meanwhile");
        }
        store.drop(live);
        return new Report(state.version.seq(), differences);
    }

    private void follow(AccountId account, MailState state, long version) {
        while (state.version.seq() < version) {
            long left = version - state.version.seq();
            var events =
                    reader.read(
                            account.stream(),
                            state.version.seq() + 1,
                            (int) Math.min(left, MOST_EVENTS));
            if (events.isEmpty()) {
                throw new IllegalStateException("the journal ends before event " + version);
            }
            var facts = projection.facts(account, events);
            DiskThreads.run(() ->
                    new MailFold(
                                    store,
                                    state,
                                    email -> facts.getOrDefault(email.blob(), Facts.NONE))
                            .apply(events));
        }
    }
}
