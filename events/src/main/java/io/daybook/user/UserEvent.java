package io.daybook.user;

import io.daybook.core.AccountId;
import io.daybook.core.Event;
import java.time.Instant;

/** Everything that can happen to a user. Secrets are kept as hashes only. */
public sealed interface UserEvent extends Event {
    /**
     * @param passwordHash argon2id in PHC form
     */
    record UserRegistered(String address, AccountId account, String passwordHash)
            implements UserEvent {}

    record PasswordChanged(String passwordHash) implements UserEvent {}

    /**
     * @param secretHash SHA-256 of the random secret, base64url: it has 256 bits, so it needs no
     *     slow hash
     */
    record AppPasswordAdded(String id, String label, String secretHash, Instant at)
            implements UserEvent {}

    record AppPasswordRevoked(String id) implements UserEvent {}

    /**
     * The account of somebody else is open to the user from now on, in this way.
     *
     * @param owner the address of the user whose account it is
     */
    record AccountGranted(AccountId account, String owner, boolean readOnly) implements UserEvent {}

    record AccountWithdrawn(AccountId account) implements UserEvent {}
}
