package io.daybook.user;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import java.time.Instant;
import java.util.List;

/** Asks for a user by address. */
public record GetUser(UserId user) {
    public sealed interface Answer {}

    /**
     * @param version moves with every change of the user's secrets
     */
    public record UserView(
            UserId user,
            AccountId account,
            String passwordHash,
            List<AppPassword> appPasswords,
            long version)
            implements Answer {
        public UserView {
            appPasswords = List.copyOf(appPasswords);
        }
    }

    public record AppPassword(String id, String label, String secretHash, Instant at) {}

    public record NoSuchUser() implements Answer {}
}
