package io.daybook.account;

import io.daybook.core.AccountId;
import io.daybook.core.Command;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.email.EmailRevert;
import io.daybook.identity.IdentityRefusal;
import io.daybook.identity.IdentityRevert;
import io.daybook.identity.Senders;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.vacation.VacationSetting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One History/undo or History/restore: records are to be again what they were. Each record is
 * compared with what the undone changes left of it, and reverted or refused by itself; all that are
 * reverted are one append.
 *
 * @param ifInState the state of the whole account that is needed, null for any
 * @param mailboxes at most one for each mailbox; so it is with emails
 * @param dryRun whether nothing is to be done but the answer
 */
public record RevertChanges(
        AccountId account,
        @Nullable State ifInState,
        List<MailboxRevert> mailboxes,
        List<EmailRevert> emails,
        @Nullable Identities identities,
        @Nullable Vacation vacation,
        boolean dryRun)
        implements Command {
    public RevertChanges {
        mailboxes = List.copyOf(mailboxes);
        emails = List.copyOf(emails);
    }

    @Override
    public String stream() {
        return account.stream();
    }

    /**
     * Identities were compared by who made the command.
     *
     * @param seen the state of the type in which they were compared
     * @param senders as whom the user of the call may send
     */
    public record Identities(State seen, Senders senders, List<IdentityRevert> reverts) {
        public Identities {
            reverts = List.copyOf(reverts);
        }
    }

    /**
     * The vacation response was compared by who made the command.
     *
     * @param seen the state of the type in which it was compared
     */
    public record Vacation(State seen, VacationSetting before) {}

    public sealed interface Answer {}

    /** The account is not in the state {@code ifInState}; nothing was done. */
    public record StateMismatch(State current) implements Answer {}

    /** Identities or the vacation response were changed since they were compared. */
    public record Overtaken() implements Answer {}

    /**
     * What was done; of a dry run, what would be.
     *
     * @param before the state of the whole account: its last event
     * @param recreated emails that came back under another id, because their thread is part of
     *     another one now
     */
    public record Reverted(
            State before,
            State after,
            Outcome<MailboxId, MailboxRevert.Refusal> mailboxes,
            Outcome<EmailId, EmailRevert.Refusal> emails,
            Map<EmailId, EmailId> recreated,
            Outcome<IdentityId, IdentityRefusal> identities,
            boolean vacation)
            implements Answer {}

    /**
     * What became of the records of one type.
     *
     * @param unchanged what was already as wanted
     */
    public record Outcome<K, R>(List<K> reverted, List<K> unchanged, Map<K, R> refused) {
        public Outcome {
            reverted = List.copyOf(reverted);
            unchanged = List.copyOf(unchanged);
        }
    }
}
