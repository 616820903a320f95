package io.daybook.account.query;

import io.daybook.account.projection.PastReads;
import io.daybook.account.projection.PastReads.Never;
import io.daybook.account.projection.PastReads.Then;
import io.daybook.account.projection.PastReads.Views;
import io.daybook.core.AsOf;
import io.daybook.email.GetEmails;
import io.daybook.email.GetSnippets;
import io.daybook.email.QueryEmails;
import io.daybook.email.projection.LiveMailViews;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.TextIndex;
import io.daybook.email.query.EmailQueries;
import io.daybook.email.query.PastEmailSearch;
import io.daybook.email.query.SnippetSearch;
import io.daybook.mailbox.GetMailboxes;
import io.daybook.mailbox.query.MailboxQueries;
import io.daybook.thread.GetThreads;
import io.daybook.thread.query.ThreadQueries;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link AsOf}: the handlers of the present, over the views of then. */
public final class PastQueries {
    private final PastReads past;
    private final LiveMailViews live;
    private final TextIndex texts;
    private final StoredMessages messages;

    public PastQueries(
            PastReads past, LiveMailViews live, TextIndex texts, StoredMessages messages) {
        this.past = past;
        this.live = live;
        this.texts = texts;
        this.messages = messages;
    }

    /**
     * @throws io.daybook.core.Unavailable when the views are behind and cannot be caught up
     * @throws IllegalArgumentException when the query is none that the past can answer
     */
    @QueryHandler
    public AsOf.Answer handle(AsOf asOf) {
        return switch (past.find(asOf.account(), asOf.moment())) {
            case Never(var reason) -> new AsOf.NoSuchMoment(reason);
            case Then(_, var views) -> new AsOf.Then(answer(asOf.query(), views));
        };
    }

    private Object answer(Object query, Views then) {
        return switch (query) {
            case GetMailboxes mailboxes -> new MailboxQueries(then).handle(mailboxes);
            case GetThreads threads -> new ThreadQueries(then).handle(threads);
            case GetEmails emails -> new EmailQueries(then).handle(emails);
            case QueryEmails emails -> new PastEmailSearch(then, live, texts).handle(emails);
            case GetSnippets snippets -> new SnippetSearch(then, messages).handle(snippets);
            default -> throw new IllegalArgumentException("not of the past: " + query.getClass());
        };
    }
}
