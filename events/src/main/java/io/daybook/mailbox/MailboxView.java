package io.daybook.mailbox;

import io.daybook.core.MailboxId;
import io.daybook.core.VisibleAccount;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as it is read (RFC 8621 section 2). An email counts as unread when it is neither {@code
 * $seen} nor {@code $draft}; a thread when any of its emails is, emails only in the trash not
 * counting outside and vice versa.
 *
 * @param mayChange whether the user who asks may change it and what is in it
 */
public record MailboxView(
        MailboxId id,
        String name,
        @Nullable MailboxId parent,
        @Nullable String role,
        int sortOrder,
        boolean isSubscribed,
        int totalEmails,
        int unreadEmails,
        int totalThreads,
        int unreadThreads,
        boolean mayChange) {
    /** As the owner of the account sees it. */
    public MailboxView(
            MailboxId id,
            String name,
            @Nullable MailboxId parent,
            @Nullable String role,
            int sortOrder,
            boolean isSubscribed,
            int totalEmails,
            int unreadEmails,
            int totalThreads,
            int unreadThreads) {
        this(
                id,
                name,
                parent,
                role,
                sortOrder,
                isSubscribed,
                totalEmails,
                unreadEmails,
                totalThreads,
                unreadThreads,
                true);
    }

    /**
     * As a user sees it who sees the account like that. Subscriptions are the owner's: nobody else
     * is subscribed.
     */
    public MailboxView in(VisibleAccount account) {
        return account.personal()
                ? this
                : new MailboxView(
                        id,
                        name,
                        parent,
                        role,
                        sortOrder,
                        false,
                        totalEmails,
                        unreadEmails,
                        totalThreads,
                        unreadThreads,
                        !account.readOnly());
    }
}
