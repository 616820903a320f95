package io.daybook.email;

import io.daybook.core.MailboxId;
import java.util.List;

/** Why an email was not added, updated or destroyed. */
public sealed interface EmailRefusal {
    record NoSuchEmail() implements EmailRefusal {}

    record NoSuchMailboxes(List<MailboxId> mailboxes) implements EmailRefusal {
        public NoSuchMailboxes {
            mailboxes = List.copyOf(mailboxes);
        }
    }

    /** An email is in at least one mailbox (RFC 8621 section 4.1.1). */
    record NoMailbox() implements EmailRefusal {}

    record TooManyMailboxes(int max) implements EmailRefusal {}

    record TooManyKeywords(int max) implements EmailRefusal {}

    record OverQuota(long usedOctets, long maxOctets) implements EmailRefusal {}
}
