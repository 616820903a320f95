package io.daybook.email;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for emails; null ids ask for all, of which at most {@code limit} are answered. */
public record GetEmails(AccountId account, @Nullable List<EmailId> ids, int limit) {
    /**
     * @param emails in the order asked for
     * @param more whether there were more than the limit
     */
    public record Emails(
            State state, List<EmailView> emails, List<EmailId> notFound, boolean more) {
        public Emails {
            emails = List.copyOf(emails);
            notFound = List.copyOf(notFound);
        }
    }
}
