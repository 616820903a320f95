package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a listener knows of its accounts, and what it has yet to be told. Changes are merged, never
 * queued: of each type only the last state is told. Used under the lock of its listener.
 */
public final class News {
    private final @Nullable Set<String> types;
    private final PushState seen = new PushState();
    private final @Nullable PushState missed;
    private final boolean resumes;
    private final SortedMap<String, SortedMap<String, String>> untold = new TreeMap<>();

    /** Null as long as no account was closed or opened: all are visible. */
    private @Nullable Set<String> visible;

    /**
     * @param types null for all
     * @param since a push state of this server's, from which the listener goes on; null when it
     *     begins anew
     */
    public News(@Nullable Set<String> types, @Nullable String since) {
        this.types = types == null ? null : Set.copyOf(types);
        this.resumes = since != null;
        this.missed = since == null ? null : PushState.parse(since);
    }

    /**
     * Begins with an account as it is. Somebody who begins anew will ask for everything; who goes
     * on is told what was missed, and everything when nobody knows what that is.
     */
    public void begin(AccountId account, Map<DataType, State> states) {
        if (resumes) {
            states.forEach((type, state) -> {
                if (missed == null || missed.isBefore(account, state)) {
                    note(account, type, state);
                }
            });
        }
        seen.see(account, states.values());
    }

    /** Takes note of the states of an account that is visible; older ones change nothing. */
    public void offer(AccountId account, Map<DataType, State> states) {
        if (!isVisible(account.value())) {
            // They were on their way when the account was closed.
            return;
        }
        states.forEach((type, state) -> {
            if (seen.isBefore(account, state)) {
                note(account, type, state);
            }
        });
        seen.see(account, states.values());
    }

    /** Only these accounts are visible from now on; others are forgotten. */
    public void retain(Collection<AccountId> accounts) {
        seen.retain(accounts);
        visible = accounts.stream().map(AccountId::value).collect(Collectors.toUnmodifiableSet());
        untold.keySet().retainAll(visible);
    }

    private boolean isVisible(String account) {
        return visible == null || visible.contains(account);
    }

    private void note(AccountId account, DataType type, State state) {
        if (types == null || types.contains(type.name())) {
            untold.computeIfAbsent(account.value(), _ -> new TreeMap<>())
                    .put(type.name(), state.toString());
        }
    }

    public boolean isEmpty() {
        return untold.isEmpty();
    }

    /** What was seen, as a text that {@code since} takes; empty when there was nothing to see. */
    public String state() {
        return seen.toString();
    }

    /** Takes what is to be told: states by type, by account. */
    public SortedMap<String, SortedMap<String, String>> take() {
        var told = new TreeMap<>(untold);
        untold.clear();
        return told;
    }

    /** Takes back what could not be told; what came meanwhile is newer. */
    public void giveBack(SortedMap<String, SortedMap<String, String>> change) {
        change.forEach((account, states) -> {
            if (!isVisible(account)) {
                return;
            }
            var now = untold.computeIfAbsent(account, _ -> new TreeMap<>());
            states.forEach(now::putIfAbsent);
        });
    }

    /** Takes what is to be told, as a StateChange. */
    public ObjectNode takeStateChange() {
        return stateChange(take());
    }

    /** A StateChange (RFC 8620 section 7.1). */
    public static ObjectNode stateChange(SortedMap<String, SortedMap<String, String>> changed) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("@type", "StateChange");
        ObjectNode accounts = change.putObject("changed");
        changed.forEach((account, states) -> {
            ObjectNode types = accounts.putObject(account);
            states.forEach(types::put);
        });
        return change;
    }
}
