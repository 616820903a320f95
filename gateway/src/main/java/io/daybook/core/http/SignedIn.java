package io.daybook.core.http;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user who proved who they are.
 *
 * @param accounts all that the user can see, the user's own first
 * @param mainPassword whether by the main password, which may manage the others
 * @param credential names the secret by which: another name once the secret is another
 * @param version the head of the user's stream that all this is as of
 */
public record SignedIn(
        UserId user,
        List<VisibleAccount> accounts,
        boolean mainPassword,
        String credential,
        long version) {
    public SignedIn {
        accounts = List.copyOf(accounts);
    }

    /** The user's own account. */
    public AccountId account() {
        return accounts.getFirst().id();
    }

    /**
     * The account that a client names, or null when this user cannot see it: whether somebody else
     * has such an account is not even looked up.
     */
    public @Nullable VisibleAccount find(String id) {
        for (VisibleAccount account : accounts) {
            if (account.id().value().equals(id)) {
                return account;
            }
        }
        return null;
    }
}
