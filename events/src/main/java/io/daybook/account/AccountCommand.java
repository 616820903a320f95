package io.daybook.account;

import io.daybook.core.AccountId;
import io.daybook.core.Command;

/** Commands for the account as a whole. */
public sealed interface AccountCommand extends Command {
    AccountId account();

    @Override
    default String stream() {
        return account().stream();
    }

    /**
     * Opens the account with its role mailboxes (inbox, drafts, sent, archive, junk, trash).
     * Opening again changes nothing.
     *
     * @param uidValidity of the first mailboxes; positive, from the clock at the edge
     */
    record OpenAccount(
            AccountId account,
            String epoch,
            long salt,
            String owner,
            long quotaOctets,
            int uidValidity)
            implements AccountCommand {}

    record ChangeQuota(AccountId account, long quotaOctets) implements AccountCommand {}

    /**
     * Appends nothing when it is so already.
     *
     * @param days see {@link RetentionRules}; or {@link RetentionRules#OF_SERVER}
     */
    record ChangeRetention(AccountId account, int days) implements AccountCommand {
        public ChangeRetention {
            if (days != RetentionRules.OF_SERVER && !RetentionRules.isValid(days)) {
                throw new IllegalArgumentException("a retention of " + days + " days");
            }
        }
    }

    /** The answer to all: the head of the stream afterwards. */
    record AccountChanged(long head) {}
}
