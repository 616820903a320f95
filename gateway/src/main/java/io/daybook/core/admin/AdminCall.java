package io.daybook.core.admin;

import io.daybook.core.Cause;
import io.daybook.core.http.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A request of the admin API whose parameters and body are as the route declares them. */
public final class AdminCall {
    /** Who acts: whoever has the token. */
    public static final String ACTOR = "admin";

    /** The way in of what an administrator does. */
    public static final String SOURCE = "admin";

    private final Request request;
    private final Map<String, Object> values;
    private final ObjectNode body;

    AdminCall(Request request, Map<String, Object> values, ObjectNode body) {
        this.request = request;
        this.values = Map.copyOf(values);
        this.body = body;
    }

    /** The text or the word of a parameter that is required. */
    public String text(String name) {
        return (String) given(name);
    }

    public @Nullable String textOrNull(String name) {
        return (String) values.get(name);
    }

    /** A whole number that is required. */
    public long whole(String name) {
        return (Long) given(name);
    }

    public long whole(String name, long otherwise) {
        Object value = values.get(name);
        return value == null ? otherwise : (Long) value;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public @Nullable Instant momentOrNull(String name) {
        return (Instant) values.get(name);
    }

    private Object given(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the route does not require " + name);
        }
        return value;
    }

    Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The JSON body, empty when the route reads none. */
    public ObjectNode body() {
        return body;
    }

    public Request request() {
        return request;
    }

    /** For the commands that carry the request out. */
    public Cause cause() {
        return cause(request);
    }

    static Cause cause(Request request) {
        return new Cause(
                ACTOR, SOURCE, request.client().getHostAddress(), request.agent(), request.id());
    }
}
