package io.daybook.user.command;

import io.daybook.user.UserEvent;
import io.daybook.user.UserEvent.AppPasswordAdded;
import io.daybook.user.UserEvent.AppPasswordRevoked;
import io.daybook.user.UserEvent.PasswordChanged;
import io.daybook.user.UserEvent.UserRegistered;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is remembered of a user to decide. */
public final class UserState {
    private boolean registered;
    private String passwordHash = "";
    private final Set<String> appPasswords = new LinkedHashSet<>();

    boolean isRegistered() {
        return registered;
    }

    String passwordHash() {
        return passwordHash;
    }

    /** The ids of the app passwords that are not revoked. */
    Set<String> appPasswords() {
        return appPasswords;
    }

    /** Changes the state as the event tells. */
    public void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered(_, _, var hash) -> {
                registered = true;
                passwordHash = hash;
            }
            case PasswordChanged(var hash) -> passwordHash = hash;
            case AppPasswordAdded added -> appPasswords.add(added.id());
            case AppPasswordRevoked(var id) -> appPasswords.remove(id);
        }
    }
}
