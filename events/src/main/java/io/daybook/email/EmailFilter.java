package io.daybook.email;

import io.daybook.core.MailboxId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which emails match (RFC 8621 section 4.4.1). A filter condition with several properties is the
 * {@link And} of them.
 */
public sealed interface EmailFilter {
    /** Matches when all do; with no filters it matches everything. */
    record And(List<EmailFilter> filters) implements EmailFilter {
        public And {
            filters = List.copyOf(filters);
        }
    }

    /** Matches when any does. */
    record Or(List<EmailFilter> filters) implements EmailFilter {
        public Or {
            filters = List.copyOf(filters);
        }
    }

    /** Matches when none does. */
    record Not(List<EmailFilter> filters) implements EmailFilter {
        public Not {
            filters = List.copyOf(filters);
        }
    }

    record InMailbox(MailboxId mailbox) implements EmailFilter {}

    record InMailboxOtherThan(Set<MailboxId> mailboxes) implements EmailFilter {
        public InMailboxOtherThan {
            mailboxes = Set.copyOf(mailboxes);
        }
    }

    /** Received before this instant. */
    record Before(Instant instant) implements EmailFilter {}

    /** Received at this instant or after it. */
    record After(Instant instant) implements EmailFilter {}

    record MinSize(long octets) implements EmailFilter {}

    /** Smaller than this many octets. */
    record MaxSize(long octets) implements EmailFilter {}

    record AllInThreadHaveKeyword(String keyword) implements EmailFilter {}

    record SomeInThreadHaveKeyword(String keyword) implements EmailFilter {}

    record NoneInThreadHaveKeyword(String keyword) implements EmailFilter {}

    record HasKeyword(String keyword) implements EmailFilter {}

    record NotKeyword(String keyword) implements EmailFilter {}

    record HasAttachment(boolean value) implements EmailFilter {}

    /** Text in one of the parts of an email that are searched. */
    record Text(TextField field, String text) implements EmailFilter {}

    /** {@code ANYWHERE} is From, To, Cc, Bcc, Subject and the body. */
    enum TextField {
        ANYWHERE,
        FROM,
        TO,
        CC,
        BCC,
        SUBJECT,
        BODY
    }

    /** Has the header field, and, unless {@code text} is null, it contains the text. */
    record Header(String name, @Nullable String text) implements EmailFilter {}
}
