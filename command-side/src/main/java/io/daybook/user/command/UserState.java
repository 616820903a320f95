package io.daybook.user.command;

import io.daybook.core.AccountId;
import io.daybook.user.UserEvent;
import io.daybook.user.UserEvent.AccountGranted;
import io.daybook.user.UserEvent.AccountWithdrawn;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of a user to decide. */
public final class UserState {
    private @Nullable AccountId account;
    private String passwordHash = "";
    private final Set<String> appPasswords = new LinkedHashSet<>();
    private final Map<AccountId, Boolean> granted = new HashMap<>();

    boolean isRegistered() {
        return account != null;
    }

    /** The user's own account; null when not registered. */
    @Nullable AccountId account() {
        return account;
    }

    String passwordHash() {
        return passwordHash;
    }

    /** The ids of the app passwords that are not revoked. */
    Set<String> appPasswords() {
        return appPasswords;
    }

    /** The accounts of others that are open to the user, and whether for reading only. */
    Map<AccountId, Boolean> granted() {
        return granted;
    }

    /** Changes the state as the event tells. */
    public void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered(_, var own, var hash) -> {
                account = own;
                passwordHash = hash;
            }
            case PasswordChanged(var hash) -> passwordHash = hash;
            case AppPasswordAdded added -> appPasswords.add(added.id());
            case AppPasswordRevoked(var id) -> appPasswords.remove(id);
            case AccountGranted(var id, _, var readOnly) -> granted.put(id, readOnly);
            case AccountWithdrawn(var id) -> granted.remove(id);
        }
    }
}
