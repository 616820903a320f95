package io.daybook.email.query;

import io.daybook.email.EmailFilter;
import io.daybook.email.EmailPlace;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.After;
import io.daybook.email.QueryEmails.Anchor;
import io.daybook.email.QueryEmails.Position;
import io.daybook.email.projection.EmailColumns;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Email/query over the columns of one account (RFC 8621 section 4.4). Exact and pure. */
public final class EmailQueryEngine {
    private final QueryEmails query;
    private final ResultList results;

    private EmailQueryEngine(QueryEmails query, ResultList results) {
        this.query = query;
        this.results = results;
    }

    /** What was found, or that the anchor is not in the list. */
    public sealed interface Outcome {}

    /**
     * @param emails the numbers of their ids
     * @param total null unless asked for
     * @param last the place of the last email when more follow, else null
     */
    public record Found(
            int[] emails, long position, @Nullable Integer total, @Nullable EmailPlace last)
            implements Outcome {}

    public record NoAnchor() implements Outcome {}

    /**
     * Evaluates the query.
     *
     * @param texts the emails that match a {@link EmailFilter.Text} or {@link EmailFilter.Header};
     *     numbers of emails that do not exist are ignored
     * @throws IllegalArgumentException when a sort names an unknown collation or no keyword
     */
    public static Outcome run(
            QueryEmails query, EmailColumns columns, Function<EmailFilter, RoaringBitmap> texts) {
        return run(query, columns, texts, new RoaringBitmap());
    }

    /**
     * The same.
     *
     * @param excluded emails that are not in the list, whether they match or not; only a filter
     *     that needs the texts has any
     */
    static Outcome run(
            QueryEmails query,
            EmailColumns columns,
            Function<EmailFilter, RoaringBitmap> texts,
            RoaringBitmap excluded) {
        var results = new ResultList(query.list(), columns, texts, excluded);
        return new EmailQueryEngine(query, results).run();
    }

    private Outcome run() {
        return switch (query.start()) {
            case Position(var index) when index < 0 ->
                    found(results.window(ResultList.ALL), Math.max(0, results.total() + index));
            case Position(var index) -> found(results.window(index + query.limit()), index);
            case After(var place) -> after(place);
            case Anchor(var email, var offset) -> anchored(email.value(), offset);
        };
    }

    private Outcome anchored(int anchor, long offset) {
        if (!results.selection().holds(anchor)) {
            return new NoAnchor();
        }
        var window = results.window(ResultList.ALL);
        int index = window.indexOf(anchor);
        return index < 0 ? new NoAnchor() : found(window, Math.max(0, index + offset));
    }

    private Outcome after(EmailPlace place) {
        var window = results.window(ResultList.ALL);
        var places = new Places(query.list().sort(), results);
        return found(window, window.before(places.firstBehind(place, window.order())));
    }

    private Found found(Window window, long start) {
        // One more tells whether any follow.
        int[] found = window.slice(start, query.limit() + 1);
        boolean more = found.length > query.limit();
        int[] emails = more ? Arrays.copyOf(found, query.limit()) : found;
        return new Found(
                emails,
                start,
                query.calculateTotal() ? results.total() : null,
                more ? last(emails) : null);
    }

    private @Nullable EmailPlace last(int[] emails) {
        if (emails.length > 0) {
            return new Places(query.list().sort(), results).of(emails[emails.length - 1]);
        }
        return query.start() instanceof After(var place) ? place : null;
    }
}
