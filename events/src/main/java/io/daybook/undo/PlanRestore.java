package io.daybook.undo;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.Moment;
import java.time.Instant;
import java.util.List;

/**
 * Asks what it takes to bring records of an account back to what they were at a moment.
 *
 * @param removeNewer whether what was not there at the moment is to go; else it stays as it is
 * @param now what is kept for a retention time is judged by it
 * @param limit on the records that are different
 */
public record PlanRestore(
        AccountId account, Moment to, Scope scope, boolean removeNewer, Instant now, int limit) {
    /** Which records. */
    public sealed interface Scope {}

    /** All of them. */
    public record Everything() implements Scope {}

    /** A mailbox, those above it that are gone, and the mail that was in it. */
    public record OneMailbox(MailboxId mailbox) implements Scope {}

    public record Emails(List<EmailId> emails) implements Scope {
        public Emails {
            emails = List.copyOf(emails);
        }
    }
}
