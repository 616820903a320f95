package io.daybook.email.query;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.StreamHeads;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.AnchorNotFound;
import io.daybook.email.QueryEmails.Answer;
import io.daybook.email.QueryEmails.IndexUnavailable;
import io.daybook.email.QueryEmails.QueryResult;
import io.daybook.email.projection.MailViews;
import io.daybook.email.projection.MailViews.Snapshot;
import io.daybook.email.projection.TextIndex;
import io.daybook.email.query.EmailQueryEngine.Found;
import io.daybook.email.query.EmailQueryEngine.NoAnchor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers Email/query (RFC 8621 section 4.4). What needs the text index is searched before the view
 * is read, so that nobody waits for the index with the view held; if the view has moved on
 * meanwhile, again.
 */
public final class EmailSearch {
    private static final int ATTEMPTS = 4;

    private final MailViews views;
    private final TextIndex texts;
    private final StreamHeads heads;

    public EmailSearch(MailViews views, TextIndex texts, StreamHeads heads) {
        this.views = views;
        this.texts = texts;
        this.heads = heads;
    }

    /**
     * @throws IllegalArgumentException when a sort names an unknown collation or no keyword
     * @throws io.daybook.core.Unavailable when the view is behind and cannot be caught up
     */
    @QueryHandler
    public Answer handle(QueryEmails query) {
        var conditions = TextConditions.of(query.filter());
        if (conditions.isEmpty()) {
            return views.read(query.account(), view -> answer(query, view, Map.of()));
        }
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            var answer = tryToAnswer(query, conditions);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        // The account never rests: the little that is missing is indexed with the view held.
        return views.read(
                query.account(),
                view ->
                        texts.catchUp(query.account(), view.version())
                                ? answer(query, view, search(query.account(), conditions))
                                : new IndexUnavailable());
    }

    /** Empty when the view is ahead of what was searched. */
    private Optional<Answer> tryToAnswer(QueryEmails query, Set<EmailFilter> conditions) {
        var account = query.account();
        if (!texts.catchUp(account, heads.head(account.stream()))) {
            return Optional.of(new IndexUnavailable());
        }
        long searched = texts.version(account);
        var found = search(account, conditions);
        return views.read(
                account,
                view ->
                        view.version() <= searched
                                ? Optional.of(answer(query, view, found))
                                : Optional.empty());
    }

    private Map<EmailFilter, RoaringBitmap> search(AccountId account, Set<EmailFilter> conditions) {
        var found = new HashMap<EmailFilter, RoaringBitmap>();
        for (var condition : conditions) {
            if (condition instanceof Text text) {
                found.put(text, texts.search(account, text));
            } else if (condition instanceof Header header) {
                found.put(header, texts.search(account, header));
            }
        }
        return found;
    }

    private static Answer answer(
            QueryEmails query, Snapshot view, Map<EmailFilter, RoaringBitmap> found) {
        var outcome =
                EmailQueryEngine.run(
                        query,
                        view.columns(),
                        condition -> found.getOrDefault(condition, new RoaringBitmap()));
        return switch (outcome) {
            case NoAnchor() -> new AnchorNotFound();
            case Found(var emails, var position, var total) ->
                    new QueryResult(
                            view.state(DataType.EMAIL),
                            Arrays.stream(emails).mapToObj(EmailId::new).toList(),
                            position,
                            total);
        };
    }
}
