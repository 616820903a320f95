package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has seen of all accounts visible to them: of each the latest of the states of its
 * types. Because every state is a place in the account's one stream, that tells the state of every
 * type. On the wire an event id (RFC 8620 section 7.3) or a pushState (RFC 8887 section 4.3.5.1):
 * {@code account:state}, separated by commas.
 *
 * @param latest by the account's id, in its order
 */
record PushState(TreeMap<String, State> latest) {
    private static final int LONGEST = 24 << 10;

    PushState() {
        this(new TreeMap<>());
    }

    /** Null when this server never issued such a text. */
    static @Nullable PushState parse(String text) {
        var latest = new TreeMap<String, State>();
        if (text.length() > LONGEST) {
            return null;
        }
        for (String place : text.split(",", -1)) {
            int colon = place.indexOf(':');
            State state = colon < 1 ? null : State.parse(place.substring(colon + 1));
            if (state == null) {
                return null;
            }
            latest.put(place.substring(0, colon), state);
        }
        return new PushState(latest);
    }

    /** Whether somebody who saw this may not know the state yet. */
    boolean isBefore(AccountId account, State state) {
        State seen = latest.get(account.value());
        return seen == null || !state.epoch().equals(seen.epoch()) || state.seq() > seen.seq();
    }

    /** Takes note of all states of an account; older ones change nothing. */
    void see(AccountId account, Collection<State> states) {
        states.stream()
                .max(Comparator.comparingLong(State::seq))
                .filter(newest -> isBefore(account, newest))
                .ifPresent(newest -> latest.put(account.value(), newest));
    }

    /** Keeps only what is known of these accounts. */
    void retain(Collection<AccountId> accounts) {
        latest.keySet().retainAll(accounts.stream().map(AccountId::value).toList());
    }

    boolean isEmpty() {
        return latest.isEmpty();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Map.Entry<String, State> place : latest.entrySet()) {
            text.append(text.isEmpty() ? "" : ",").append(place.getKey()).append(':');
            text.append(place.getValue());
        }
        return text.toString();
    }
}
