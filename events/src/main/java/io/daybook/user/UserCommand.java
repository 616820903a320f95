package io.daybook.user;

import io.daybook.core.AccountId;
import io.daybook.core.Command;
import io.daybook.core.UserId;
import java.time.Instant;

/** Commands for one user. */
public sealed interface UserCommand extends Command {
    UserId user();

    @Override
    default String stream() {
        return user().stream();
    }

    record RegisterUser(UserId user, AccountId account, String passwordHash)
            implements UserCommand {}

    record ChangePassword(UserId user, String passwordHash) implements UserCommand {}

    record AddAppPassword(UserId user, String id, String label, String secretHash, Instant at)
            implements UserCommand {}

    record RevokeAppPassword(UserId user, String id) implements UserCommand {}

    /** Opens the account of {@code owner} to the user, or changes in which way it is open. */
    record GrantAccount(UserId user, AccountId account, UserId owner, boolean readOnly)
            implements UserCommand {}

    record WithdrawAccount(UserId user, AccountId account) implements UserCommand {}

    /** The answer to each. */
    sealed interface Answer {}

    record Done(long head) implements Answer {}

    record AlreadyRegistered() implements Answer {}

    record NoSuchUser() implements Answer {}

    record NoSuchAppPassword() implements Answer {}

    record TooManyAppPasswords(int max) implements Answer {}

    /** Nobody is granted the account that is their own. */
    record OwnAccount() implements Answer {}

    record TooManyAccounts(int max) implements Answer {}
}
