package io.daybook.account;

import io.daybook.core.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for accounts, by id.
 *
 * @param after the last account of the page before, or null
 * @param limit at least 1
 */
public record ListAccounts(@Nullable AccountId after, int limit) {
    public record Page(List<Summary> accounts, boolean isLast) {
        public Page {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * What the views have of an account: they may be behind the head for a moment.
     *
     * @param owner empty when the views have nothing of the account yet
     * @param retentionDays null when the server's are good
     * @param head the last event of the account
     */
    public record Summary(
            AccountId account,
            String owner,
            int emails,
            long usedOctets,
            long quotaOctets,
            @Nullable Integer retentionDays,
            long head) {}
}
