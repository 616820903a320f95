package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The listeners of one user, each with the accounts it listens to. */
final class Crew {
    private final ConcurrentHashMap<Listener, Set<AccountId>> listeners = new ConcurrentHashMap<>();
    private volatile long checked = -1;

    void put(Listener listener, Set<AccountId> accounts) {
        listeners.put(listener, Set.copyOf(accounts));
        // The stream may have moved since the listener signed in.
        checked = -1;
    }

    boolean replace(Listener listener, Set<AccountId> before, Set<AccountId> now) {
        return listeners.replace(listener, before, Set.copyOf(now));
    }

    Set<AccountId> remove(Listener listener) {
        return Objects.requireNonNullElse(listeners.remove(listener), Set.of());
    }

    boolean has(Listener listener) {
        return listeners.containsKey(listener);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    void forEach(BiConsumer<Listener, Set<AccountId>> visitor) {
        listeners.forEach(visitor);
    }

    /** The head of the user's stream when the secrets were looked at last; -1 for never. */
    long checked() {
        return checked;
    }

    void checked(long head) {
        checked = head;
    }
}
