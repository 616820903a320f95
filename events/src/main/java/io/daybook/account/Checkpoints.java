package io.daybook.account;

import io.daybook.core.AccountId;
import io.daybook.core.Ids;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moments of accounts that are kept as a whole: whoever wants another moment folds the events from
 * the nearest one before it.
 */
public interface Checkpoints {
    /** The last event at which {@link #nearest} stands, or -1 for the beginning of the account. */
    long seqOfNearest(AccountId account, long atMost);

    /**
     * The last kept moment that is not after event {@code atMost}; null when none can be read, so
     * that the account is folded from its beginning.
     */
    @Nullable Checkpoint nearest(AccountId account, long atMost);

    /** What an account was after event {@link #seq}. */
    interface Checkpoint {
        long seq();

        /** As if each had just been created as it was then. */
        List<MailboxCreated> mailboxes();

        int emails();

        /** Visits the emails by ascending number. */
        void forEachEmail(EmailVisitor visitor);
    }

    /** Takes an email: what of it can change. */
    interface EmailVisitor {
        void email(int email, int thread, Ids mailboxes, List<String> keywords);
    }
}
