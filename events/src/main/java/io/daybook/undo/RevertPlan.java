package io.daybook.undo;

import io.daybook.core.AsOf;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.email.EmailRevert;
import io.daybook.identity.IdentityRevert;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.vacation.VacationSetting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an account comes back to what it was. */
public sealed interface RevertPlan {
    /**
     * What is to be tried. Of each record there is at most one revert.
     *
     * @param notUndone changes that nothing can be done about
     */
    record Planned(
            List<MailboxRevert> mailboxes,
            List<EmailRevert> emails,
            @Nullable Identities identities,
            @Nullable Vacation vacation,
            Map<Long, CannotUndo> notUndone,
            Missing missing)
            implements RevertPlan {
        public Planned {
            mailboxes = List.copyOf(mailboxes);
            emails = List.copyOf(emails);
        }
    }

    /**
     * What was asked for and is not there.
     *
     * @param changes numbers of changes that the account does not have
     * @param emails those that are not there and were not there
     * @param expired emails that were destroyed too long ago
     */
    record Missing(
            List<Long> changes,
            List<MailboxId> mailboxes,
            List<EmailId> emails,
            List<EmailId> expired) {
        public Missing {
            changes = List.copyOf(changes);
            mailboxes = List.copyOf(mailboxes);
            emails = List.copyOf(emails);
            expired = List.copyOf(expired);
        }
    }

    /** More records than the limit. */
    record TooMany(int records) implements RevertPlan {}

    record NoSuchMoment(AsOf.Reason reason) implements RevertPlan {}

    /**
     * The identities, compared as they were in the state {@code seen}.
     *
     * @param contradicted names of the properties that later changes contradict; empty when the
     *     identity is gone
     */
    record Identities(
            State seen,
            List<IdentityRevert> reverts,
            List<IdentityId> unchanged,
            Map<IdentityId, List<String>> contradicted) {
        public Identities {
            reverts = List.copyOf(reverts);
            unchanged = List.copyOf(unchanged);
        }
    }

    /**
     * The vacation response, compared as it was in the state {@code seen}.
     *
     * @param before null when it stays as it is
     * @param contradicted names of the properties that later changes contradict
     */
    record Vacation(State seen, @Nullable VacationSetting before, List<String> contradicted) {
        public Vacation {
            contradicted = List.copyOf(contradicted);
        }
    }

    /** Why a change cannot be undone. */
    enum CannotUndo {
        /** What was sent was sent; what is pending is canceled. */
        SUBMISSION,
        /** The ids of the emails that were re-created are gone for good. */
        THREADS_MERGED,
        /** It is not the user's: the opening of the account, its quota, its retention. */
        ACCOUNT
    }
}
