package io.daybook.email.query;

import io.daybook.core.DataType;
import io.daybook.core.StreamHeads;
import io.daybook.email.EmailFilter;
import io.daybook.email.QueryEmailChanges;
import io.daybook.email.QueryEmailChanges.CannotCalculateChanges;
import io.daybook.email.QueryEmailChanges.TooManyChanges;
import io.daybook.email.projection.EmailHistory;
import io.daybook.email.projection.LiveMailViews;
import io.daybook.email.projection.LiveMailViews.LiveSnapshot;
import io.daybook.email.projection.TextIndex;
import io.daybook.email.query.EmailChangesEngine.Changed;
import io.daybook.email.query.EmailChangesEngine.TooMany;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.roaringbitmap.RoaringBitmap;

/** Answers Email/queryChanges (RFC 8621 section 4.5), which only the present has. */
public final class EmailChangesSearch {
    private final LiveMailViews views;
    private final TextSnapshots<LiveSnapshot> snapshots;

    public EmailChangesSearch(LiveMailViews views, TextIndex texts, StreamHeads heads) {
        this.views = views;
        this.snapshots = new TextSnapshots<>(views::readLive, texts, heads);
    }

    /**
     * @throws IllegalArgumentException when a sort names an unknown collation or no keyword
     * @throws io.daybook.core.Unavailable when the view is behind and cannot be caught up
     */
    @QueryHandler
    public QueryEmailChanges.Answer handle(QueryEmailChanges query) {
        // The log is read before the view, so that nobody waits for it.
        var history = views.since(query.account(), query.since());
        if (history == null) {
            return new CannotCalculateChanges();
        }
        return snapshots
                .<QueryEmailChanges.Answer>read(
                        query.account(),
                        query.list().filter(),
                        (view, texts) -> answer(query, history, view, texts))
                .orElseGet(QueryEmailChanges.IndexUnavailable::new);
    }

    private static QueryEmailChanges.Answer answer(
            QueryEmailChanges query,
            EmailHistory known,
            LiveSnapshot view,
            Function<EmailFilter, RoaringBitmap> texts) {
        var history = view.upToNow(known);
        if (history == null) {
            return new CannotCalculateChanges();
        }
        return switch (EmailChangesEngine.run(query, history, view.columns(), texts)) {
            case TooMany() -> new TooManyChanges();
            case Changed(var removed, var added, var total) ->
                    new QueryEmailChanges.Changed(
                            view.state(DataType.EMAIL), EmailSearch.ids(removed), added, total);
        };
    }
}
