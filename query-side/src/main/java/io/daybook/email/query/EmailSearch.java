package io.daybook.email.query;

import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.StreamHeads;
import io.daybook.email.EmailFilter;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.AnchorNotFound;
import io.daybook.email.QueryEmails.QueryResult;
import io.daybook.email.projection.MailViews;
import io.daybook.email.projection.MailViews.Snapshot;
import io.daybook.email.projection.TextIndex;
import io.daybook.email.query.EmailQueryEngine.Found;
import io.daybook.email.query.EmailQueryEngine.NoAnchor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.roaringbitmap.RoaringBitmap;

/** Answers Email/query (RFC 8621 section 4.4) of now; {@link PastEmailSearch} that of the past. */
public final class EmailSearch {
    private final TextSnapshots<Snapshot> snapshots;

    public EmailSearch(MailViews views, TextIndex texts, StreamHeads heads) {
        this.snapshots = new TextSnapshots<>(views::read, texts, heads);
    }

    /**
     * @throws IllegalArgumentException when a sort names an unknown collation or no keyword
     * @throws io.daybook.core.Unavailable when the view is behind and cannot be caught up
     */
    @QueryHandler
    public QueryEmails.Answer handle(QueryEmails query) {
        return snapshots
                .<QueryEmails.Answer>read(
                        query.account(),
                        query.list().filter(),
                        (view, texts) -> answer(query, view, texts))
                .orElseGet(QueryEmails.IndexUnavailable::new);
    }

    private static QueryEmails.Answer answer(
            QueryEmails query, Snapshot view, Function<EmailFilter, RoaringBitmap> texts) {
        return answer(EmailQueryEngine.run(query, view.columns(), texts), view, 0);
    }

    static QueryEmails.Answer answer(
            EmailQueryEngine.Outcome outcome, Snapshot view, int undecided) {
        return switch (outcome) {
            case NoAnchor() -> new AnchorNotFound();
            case Found(var emails, var position, var total, var last) ->
                    new QueryResult(
                            view.state(DataType.EMAIL),
                            ids(emails),
                            position,
                            total,
                            last,
                            undecided);
        };
    }

    static List<EmailId> ids(int[] emails) {
        return Arrays.stream(emails).mapToObj(EmailId::new).toList();
    }
}
