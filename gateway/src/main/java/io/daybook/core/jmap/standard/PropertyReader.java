package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.SetError;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the properties of one record that a client creates or changes, and collects all that are
 * invalid (RFC 8620 section 5.3). What is invalid reads as the fallback.
 */
public final class PropertyReader {
    private final Set<String> invalid = new LinkedHashSet<>();

    /** Marks the members of the object that are not among the properties a client may give. */
    public void allow(ObjectNode object, Set<String> allowed) {
        for (String name : object.propertyNames()) {
            if (!allowed.contains(name)) {
                invalid(Arguments.shortened(name));
            }
        }
    }

    public void invalid(String property) {
        invalid.add(property);
    }

    /** A String; anything else, null too, is invalid. */
    public String text(String property, @Nullable JsonNode value) {
        if (value != null && value.isString()) {
            return value.stringValue();
        }
        invalid(property);
        return "";
    }

    /** A String, or null; absent is null. */
    public @Nullable String textOrNull(String property, @Nullable JsonNode value) {
        return value == null || value.isNull() ? null : text(property, value);
    }

    public boolean bool(String property, @Nullable JsonNode value, boolean fallback) {
        if (value == null) {
            return fallback;
        }
        if (!value.isBoolean()) {
            invalid(property);
            return fallback;
        }
        return value.booleanValue();
    }

    /** An integer from 0 to 2^31 - 1. */
    public int count(String property, @Nullable JsonNode value, int fallback) {
        if (value == null) {
            return fallback;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            invalid(property);
            return fallback;
        }
        return value.intValue();
    }

    /** A UTCDate; absent is null. */
    public @Nullable Instant date(String property, @Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        Instant instant = value.isString() ? UtcDate.parse(value.stringValue()) : null;
        if (instant == null) {
            invalid(property);
        }
        return instant;
    }

    /** Null when nothing was invalid. */
    public @Nullable SetError error() {
        return invalid.isEmpty()
                ? null
                : new SetError("invalidProperties", null, List.copyOf(invalid));
    }
}
