package io.daybook.mailbox;

import io.daybook.core.MailboxId;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as it is read (RFC 8621 section 2). An email counts as unread when it is neither {@code
 * $seen} nor {@code $draft}; a thread when any of its emails is, emails only in the trash not
 * counting outside and vice versa.
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
        int unreadThreads) {}
