package io.daybook.core.jmap.standard;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A property of a type.
 *
 * @param value reads it from a record; its result may be shared and is never changed
 */
public record Property<R>(String name, Access access, Function<R, JsonNode> value) {
    /** Who may set it, and when (RFC 8620 section 5.3). */
    public enum Access {
        /** A client sets it as a whole. */
        VALUE,
        /** A client sets it as a whole or entry by entry: an object whose values are true. */
        SET,
        /** Only given at creation. */
        IMMUTABLE,
        SERVER_SET;

        public boolean isMutable() {
            return this == VALUE || this == SET;
        }
    }

    public static <R> Property<R> value(String name, Function<R, JsonNode> value) {
        return new Property<>(name, Access.VALUE, value);
    }

    public static <R> Property<R> set(String name, Function<R, JsonNode> value) {
        return new Property<>(name, Access.SET, value);
    }

    public static <R> Property<R> immutable(String name, Function<R, JsonNode> value) {
        return new Property<>(name, Access.IMMUTABLE, value);
    }

    public static <R> Property<R> serverSet(String name, Function<R, JsonNode> value) {
        return new Property<>(name, Access.SERVER_SET, value);
    }
}
