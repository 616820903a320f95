package io.daybook.email;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One record of an Email/set, Email/import or Email/copy call (RFC 8621 sections 4.6 to 4.8). */
public sealed interface EmailCommand {
    /**
     * The message is already stored, parsed, and linked to the account.
     *
     * @param messageIds of Message-ID, In-Reply-To and References, without angle brackets, capped
     * @param baseSubject RFC 5256 section 2.1
     */
    record AddEmail(
            String creationId,
            BlobId blob,
            long size,
            Instant receivedAt,
            Set<MailboxId> mailboxes,
            Set<String> keywords,
            List<String> messageIds,
            String baseSubject)
            implements EmailCommand {
        public AddEmail {
            mailboxes = Set.copyOf(mailboxes);
            keywords = Set.copyOf(keywords);
            messageIds = List.copyOf(messageIds);
        }
    }

    /** Keywords are valid and lower case already. */
    record UpdateEmail(EmailId email, SetChange<MailboxId> mailboxes, SetChange<String> keywords)
            implements EmailCommand {}

    record DestroyEmail(EmailId email) implements EmailCommand {}

    /**
     * How a set property changes: replaced as a whole when {@code replacement} is not null, else
     * patched.
     */
    record SetChange<T>(@Nullable Set<T> replacement, Set<T> add, Set<T> remove) {
        public SetChange {
            replacement = replacement == null ? null : Set.copyOf(replacement);
            add = Set.copyOf(add);
            remove = Set.copyOf(remove);
        }

        public static <T> SetChange<T> none() {
            return new SetChange<>(null, Set.of(), Set.of());
        }

        public static <T> SetChange<T> replace(Set<T> values) {
            return new SetChange<>(values, Set.of(), Set.of());
        }

        public static <T> SetChange<T> patch(Set<T> add, Set<T> remove) {
            return new SetChange<>(null, add, remove);
        }
    }
}
