package io.daybook.email.query;

import io.daybook.core.AccountId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.IndexUnavailable;
import io.daybook.email.QueryEmails.TooManyGone;
import io.daybook.email.projection.EmailHistory;
import io.daybook.email.projection.GoneTexts;
import io.daybook.email.projection.LiveMailViews;
import io.daybook.email.projection.LiveMailViews.LiveSnapshot;
import io.daybook.email.projection.MailViews.Snapshot;
import io.daybook.email.projection.PastMailViews;
import io.daybook.email.projection.PastMailViews.Readable;
import io.daybook.email.projection.PastMailViews.TooMany;
import io.daybook.email.projection.TextIndex;
import io.daybook.email.projection.text.TextQuery;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers Email/query (RFC 8621 section 4.4) as of a moment of the past. What a message says never
 * changes, so the text index of now tells about the emails of then that it has, and the messages of
 * all others are read.
 */
public final class PastEmailSearch {
    private final PastMailViews then;
    private final LiveMailViews live;
    private final TextIndex texts;

    public PastEmailSearch(PastMailViews then, LiveMailViews live, TextIndex texts) {
        this.then = then;
        this.live = live;
        this.texts = texts;
    }

    /**
     * @throws IllegalArgumentException when a sort names an unknown collation or no keyword
     * @throws io.daybook.core.Unavailable when a view is behind and cannot be caught up, or not all
     *     messages are read yet
     */
    public QueryEmails.Answer handle(QueryEmails query) {
        var account = query.account();
        var conditions = TextConditions.of(query.list().filter());
        if (conditions.isEmpty()) {
            return answer(query, Map.of(), new RoaringBitmap());
        }
        long version = live.<Long>read(account, Snapshot::version);
        if (!texts.catchUp(account, version)) {
            return new IndexUnavailable();
        }
        var found = TextConditions.search(conditions, texts, account);
        Optional<RoaringBitmap> searched =
                live.readLive(account, view -> thereSince(version, view));
        return searched.isEmpty()
                ? new IndexUnavailable()
                : answer(query, conditions, found, searched.get());
    }

    /**
     * The emails that were there all the time since the version, and so in any state of the text
     * index that may have been searched meanwhile; empty when too much has happened.
     */
    private static Optional<RoaringBitmap> thereSince(long version, LiveSnapshot view) {
        var history = view.upToNow(EmailHistory.none(version));
        if (history == null) {
            return Optional.empty();
        }
        var same = RoaringBitmap.andNot(view.columns().all(), history.created());
        // What was destroyed and came back has moved.
        same.andNot(history.moved());
        return Optional.of(same);
    }

    private QueryEmails.Answer answer(
            QueryEmails query,
            Set<EmailFilter> conditions,
            Map<EmailFilter, RoaringBitmap> found,
            RoaringBitmap searched) {
        return switch (then.textsExcept(query.account(), searched)) {
            case TooMany(var messages) -> new TooManyGone(messages);
            case Readable(var gone) -> {
                addGone(conditions, gone, found);
                // What came back since is in the text index again.
                var unread = RoaringBitmap.andNot(gone.unread(), searched);
                found.forEach((condition, emails) -> {
                    if (isBlank(condition)) {
                        emails.or(unread);
                    }
                });
                yield answer(query, found, unread);
            }
        };
    }

    private static void addGone(
            Set<EmailFilter> conditions,
            GoneTexts.Held gone,
            Map<EmailFilter, RoaringBitmap> found) {
        TextConditions.search(conditions, gone::search, gone::search)
                .forEach((condition, emails) ->
                        found.merge(condition, emails, (a, b) -> RoaringBitmap.or(a, b)));
    }

    /** Whether the condition holds whatever a message says. */
    private static boolean isBlank(EmailFilter condition) {
        return condition instanceof Text(_, var text) && TextQuery.parse(text).isBlank();
    }

    private QueryEmails.Answer answer(
            QueryEmails query, Map<EmailFilter, RoaringBitmap> found, RoaringBitmap unread) {
        AccountId account = query.account();
        return then.read(
                account,
                view -> {
                    var columns = view.columns();
                    var undecided =
                            new Undecided(columns)
                                    .among(
                                            query.list().filter(),
                                            RoaringBitmap.and(unread, columns.all()));
                    var outcome =
                            EmailQueryEngine.run(
                                    query,
                                    columns,
                                    condition -> found.getOrDefault(condition, new RoaringBitmap()),
                                    undecided);
                    return EmailSearch.answer(outcome, view, undecided.getCardinality());
                });
    }
}
