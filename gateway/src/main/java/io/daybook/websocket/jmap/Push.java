package io.daybook.websocket.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import io.daybook.core.http.Line;
import io.daybook.core.http.SignedIn;
import io.daybook.push.jmap.Listener;
import io.daybook.push.jmap.News;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Push notifications on a WebSocket (RFC 8887 section 4.3.5). Told only when the client has taken
 * everything before: changes are merged meanwhile.
 */
final class Push implements Listener {
    private final SignedIn user;
    private final Line line;
    private final News news;
    private boolean stopped;

    /**
     * What the client asked for (RFC 8887 section 4.3.5.2).
     *
     * @param types null for all
     * @param pushState the last one that the client got, null for none
     */
    record Wish(@Nullable Set<String> types, @Nullable String pushState) {
        private static final int MOST_TYPES = 256;

        /** Null when the members are of other types than they should be. */
        static @Nullable Wish read(ObjectNode message) {
            JsonNode types = message.get("dataTypes");
            JsonNode state = message.get("pushState");
            boolean hasState = state != null && !state.isNull();
            if (hasState && !state.isString()) {
                return null;
            }
            String pushState = hasState ? state.stringValue() : null;
            if (types == null || types.isNull()) {
                return new Wish(null, pushState);
            }
            var names = new HashSet<String>();
            for (JsonNode type : types) {
                if (!type.isString()) {
                    return null;
                }
                names.add(type.stringValue());
            }
            return types.isArray() && names.size() <= MOST_TYPES
                    ? new Wish(names, pushState)
                    : null;
        }
    }

    /**
     * @param states of all accounts: those that the client knows, or learns by what it missed
     */
    Push(SignedIn user, Wish wish, Map<AccountId, Map<DataType, State>> states, Line line) {
        this.user = user;
        this.line = line;
        this.news = new News(wish.types(), wish.pushState());
        states.forEach(news::begin);
    }

    @Override
    public SignedIn user() {
        return user;
    }

    @Override
    public Set<AccountId> wanted(Set<AccountId> visible) {
        return visible;
    }

    @Override
    public synchronized void retain(Set<AccountId> accounts) {
        news.retain(accounts);
    }

    @Override
    public synchronized void offer(AccountId account, Map<DataType, State> states) {
        news.offer(account, states);
        flush();
    }

    synchronized void flush() {
        if (stopped || news.isEmpty() || !line.isIdle()) {
            return;
        }
        ObjectNode change = news.takeStateChange();
        // RFC 8887 section 4.3.5.1: encodes the entire state visible to the user.
        change.put("pushState", news.state());
        line.send(change.toString().getBytes(StandardCharsets.UTF_8));
    }

    synchronized void stop() {
        stopped = true;
    }

    @Override
    public void dismiss() {
        // The connection ends with its attendance.
        stop();
    }
}
