package io.daybook.mailbox.command;

import java.util.Set;

/** The roles that a mailbox may have. */
final class MailboxRoles {
    static final String INBOX = "inbox";

    /**
     * RFC 8621 section 2: a name of the IANA registry of mailbox name attributes, lower case;
     * without those that the registry marks as not used by JMAP, and without {@code subscribed},
     * which is a property.
     */
    private static final Set<String> REGISTERED =
            Set.of(
                    "all",
                    "archive",
                    "drafts",
                    "flagged",
                    "important",
                    INBOX,
                    "junk",
                    "memos",
                    "scheduled",
                    "sent",
                    "snoozed",
                    "trash");

    private MailboxRoles() {}

    static boolean isRole(String role) {
        return REGISTERED.contains(role);
    }
}
