package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event: the account, and the latest of the states of all its types. Because every
 * state is a place in the account's one stream, that tells the state of every type.
 */
record EventId(String account, State latest) {
    /** Null when there are no states, and so nothing to remember. */
    static @Nullable EventId of(AccountId account, Collection<State> states) {
        return states.stream()
                .max(Comparator.comparingLong(State::seq))
                .map(latest -> new EventId(account.value(), latest))
                .orElse(null);
    }

    /** Null when this server never issued such an id. */
    static @Nullable EventId parse(String text) {
        int colon = text.indexOf(':');
        State latest = colon < 0 ? null : State.parse(text.substring(colon + 1));
        return latest == null ? null : new EventId(text.substring(0, colon), latest);
    }

    /** Whether somebody who saw this id may not know the state yet. */
    boolean isBefore(State state) {
        return !state.epoch().equals(latest.epoch()) || state.seq() > latest.seq();
    }

    @Override
    public String toString() {
        return account + ":" + latest;
    }
}
