package io.daybook.user;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks for a user by address. */
public record GetUser(UserId user) {
    public sealed interface Answer {}

    /**
     * @param granted the accounts of others that are open to the user
     * @param version moves with every change of the user
     */
    public record UserView(
            UserId user,
            AccountId account,
            List<VisibleAccount> granted,
            String passwordHash,
            List<AppPassword> appPasswords,
            long version)
            implements Answer {
        public UserView {
            granted = List.copyOf(granted);
            appPasswords = List.copyOf(appPasswords);
        }

        /** All accounts that the user can see, the user's own first. */
        public List<VisibleAccount> accounts() {
            var accounts = new ArrayList<VisibleAccount>(1 + granted.size());
            accounts.add(new VisibleAccount(account, user, true, false));
            accounts.addAll(granted);
            return List.copyOf(accounts);
        }
    }

    public record AppPassword(String id, String label, String secretHash, Instant at) {}

    public record NoSuchUser() implements Answer {}
}
