package io.daybook.email;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks what of these emails matched the texts of a filter (RFC 8621 section 5). */
public record GetSnippets(AccountId account, @Nullable EmailFilter filter, List<EmailId> emails) {
    public record Snippets(List<Snippet> list, List<EmailId> notFound) {
        public Snippets {
            list = List.copyOf(list);
            notFound = List.copyOf(notFound);
        }
    }

    /** Escaped HTML with {@code <mark>} around what matched; null when nothing there did. */
    public record Snippet(EmailId email, @Nullable String subject, @Nullable String preview) {}
}
