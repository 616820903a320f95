package io.daybook.core.jmap.standard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads the members of filter conditions and comparators: they have types but no defaults. */
public final class Condition {
    private Condition() {}

    public static String text(Map.Entry<String, JsonNode> member) {
        return Arguments.text(member.getKey(), member.getValue());
    }

    public static List<String> texts(Map.Entry<String, JsonNode> member) {
        return Arguments.texts(member.getKey(), member.getValue());
    }

    public static long unsigned(Map.Entry<String, JsonNode> member) {
        return Arguments.unsigned(member.getKey(), member.getValue());
    }

    public static boolean bool(Map.Entry<String, JsonNode> member) {
        if (!member.getValue().isBoolean()) {
            throw Arguments.invalid(member.getKey() + " is no Boolean");
        }
        return member.getValue().booleanValue();
    }

    public static Instant date(Map.Entry<String, JsonNode> member) {
        Instant instant = UtcDate.parse(text(member));
        if (instant == null) {
            throw Arguments.invalid(member.getKey() + " is no UTCDate");
        }
        return instant;
    }
}
