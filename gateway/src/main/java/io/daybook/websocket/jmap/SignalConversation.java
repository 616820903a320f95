package io.daybook.websocket.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.Unavailable;
import io.daybook.core.UserId;
import io.daybook.core.http.Conversation;
import io.daybook.core.http.Line;
import io.daybook.core.http.SignedIn;
import io.daybook.core.jmap.Crowd;
import io.daybook.core.jmap.StrictJson;
import io.daybook.push.jmap.Hub;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection of the signal protocol: one subscription for each account, the last one counts.
 */
final class SignalConversation implements Conversation {
    private static final int TRY_LATER = 1013;

    private final SignedIn user;
    private final Hub hub;
    private final Crowd<UserId> crowd;
    private final Map<AccountId, Signal> signals = new HashMap<>();
    private @Nullable Line line;
    private @Nullable Attendance attendance;
    private boolean over;

    SignalConversation(SignedIn user, Hub hub, Crowd<UserId> crowd) {
        this.user = user;
        this.hub = hub;
        this.crowd = crowd;
    }

    @Override
    public synchronized void begin(Line newLine) {
        line = newLine;
        if (over) {
            return;
        }
        if (!crowd.enter(user.user())) {
            newLine.close(TRY_LATER, "this user has too many of these open");
            return;
        }
        attendance = new Attendance(user, newLine);
        hub.add(attendance, Set.of());
    }

    @Override
    public void hear(byte[] text) {
        JsonNode message;
        try {
            message = StrictJson.read(text);
        } catch (StrictJson.NotJson e) {
            error(null, "invalidArguments", String.valueOf(e.getMessage()));
            return;
        }
        if (message.size() != 1 || !(message.get("subscribe") instanceof ObjectNode wish)) {
            error(null, "invalidArguments", "The message is no object with 'subscribe' alone.");
            return;
        }
        JsonNode id = wish.get("id");
        JsonNode account = wish.get("accountId");
        if (id == null || !id.isString()) {
            error(null, "invalidArguments", "'id' is not a string.");
        } else if (account == null || !account.isString()) {
            error(id.stringValue(), "invalidArguments", "'accountId' is not a string.");
        } else if (!areTypes(wish.get("types"))) {
            error(id.stringValue(), "invalidArguments", "'types' is no list of type names.");
        } else {
            subscribe(id.stringValue(), account.stringValue(), types(wish.get("types")));
        }
    }

    private static boolean areTypes(@Nullable JsonNode types) {
        if (types == null || types.isNull()) {
            return true;
        }
        boolean texts = types.isArray() && types.size() <= SignalResource.MOST_TYPES;
        for (int i = 0; texts && i < types.size(); i++) {
            texts = types.get(i).isString();
        }
        return texts;
    }

    /** None are all. */
    private static @Nullable Set<String> types(@Nullable JsonNode types) {
        var names = new HashSet<String>();
        if (types != null) {
            types.forEach(type -> names.add(type.stringValue()));
        }
        return names.isEmpty() ? null : names;
    }

    private void subscribe(String id, String accountId, @Nullable Set<String> types) {
        try {
            AccountId account =
                    hub.visibleTo(user).stream()
                            .filter(it -> it.value().equals(accountId))
                            .findFirst()
                            .orElse(null);
            if (account == null) {
                error(id, "forbidden", "There is no such account for this user.");
                return;
            }
            subscribe(id, account, types);
        } catch (Unavailable e) {
            error(id, "serverUnavailable", "Something needed is not there yet; try again.");
        }
    }

    private synchronized void subscribe(String id, AccountId account, @Nullable Set<String> types) {
        var states = hub.states(Set.of(account));
        if (over || line == null) {
            return;
        }
        var signal = new Signal(user, account, types, states.getOrDefault(account, Map.of()), line);
        Signal before = signals.put(account, signal);
        if (before != null) {
            hub.remove(before);
            before.dismiss();
        }
        send("subscribed", JsonNodeFactory.instance.objectNode().put("id", id));
        hub.add(signal, Set.of(account));
    }

    private void error(@Nullable String id, String code, String description) {
        var error = JsonNodeFactory.instance.objectNode();
        if (id != null) {
            error.put("id", id);
        }
        send("error", error.put("code", code).put("description", description));
    }

    private void send(String name, ObjectNode value) {
        Line open;
        synchronized (this) {
            open = line;
        }
        if (open != null) {
            open.send(message(name, value));
        }
    }

    static byte[] message(String name, ObjectNode value) {
        var message = JsonNodeFactory.instance.objectNode().set(name, value);
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void drained() {
        List<Signal> all;
        synchronized (this) {
            all = new ArrayList<>(signals.values());
        }
        all.forEach(Signal::flush);
    }

    @Override
    public boolean isBusy() {
        return false;
    }

    @Override
    public synchronized void end() {
        over = true;
        signals.values().forEach(hub::remove);
        if (attendance != null) {
            hub.remove(attendance);
            crowd.leave(user.user());
            attendance = null;
        }
    }
}
