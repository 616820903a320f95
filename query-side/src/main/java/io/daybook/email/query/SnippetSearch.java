package io.daybook.email.query;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.email.GetSnippets;
import io.daybook.email.GetSnippets.Snippet;
import io.daybook.email.projection.MailViews;
import io.daybook.email.projection.StoredMessages;
import io.daybook.mime.SearchText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers SearchSnippet/get (RFC 8621 section 5). */
public final class SnippetSearch {
    private final MailViews views;
    private final StoredMessages messages;

    public SnippetSearch(MailViews views, StoredMessages messages) {
        this.views = views;
        this.messages = messages;
    }

    /**
     * @throws io.daybook.core.Unavailable when the view is behind and cannot be caught up
     */
    @QueryHandler
    public GetSnippets.Snippets handle(GetSnippets query) {
        var blobs = blobs(query);
        var snippets = new Snippets(TextConditions.wanted(query.filter()));
        var list = new ArrayList<Snippet>();
        var notFound = new ArrayList<EmailId>();
        blobs.forEach((email, blob) ->
                blob.ifPresentOrElse(
                        found -> list.add(snippet(query, email, found, snippets)),
                        () -> notFound.add(email)));
        return new GetSnippets.Snippets(list, notFound);
    }

    /** The messages of the emails asked for, each once. */
    private Map<EmailId, Optional<BlobId>> blobs(GetSnippets query) {
        return views.read(
                query.account(),
                view -> {
                    var blobs = new LinkedHashMap<EmailId, Optional<BlobId>>();
                    query.emails().forEach(email -> blobs.put(email, Optional.empty()));
                    view.emails(List.copyOf(blobs.keySet()))
                            .forEach(row -> blobs.put(row.id(), Optional.of(row.blob())));
                    return blobs;
                });
    }

    private Snippet snippet(GetSnippets query, EmailId email, BlobId blob, Snippets snippets) {
        var account = query.account();
        var digest = messages.digest(account, blob);
        if (digest == null) {
            return new Snippet(email, null, null);
        }
        var subject = digest.subject();
        byte[] octets = snippets.ignoresBody() ? null : messages.octets(account, blob);
        return new Snippet(
                email,
                subject == null ? null : snippets.subject(subject),
                octets == null ? null : snippets.preview(SearchText.of(octets, digest)));
    }
}
