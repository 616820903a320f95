package io.daybook.core.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks values against their {@link Type}. */
final class Values {
    private Values() {}

    /** What is wrong with a value, to be told after where it stands. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** The value of a parameter: String, Long, Boolean or Instant. */
    static Object parse(Type type, String text) throws Unfit {
        return switch (type) {
            case Type.Text limits -> text(limits, text);
            case Type.Choice(var words) -> word(words, text);
            case Type.Whole limits -> whole(limits, text);
            case Type.Flag() -> flag(text);
            case Type.Moment() -> moment(text);
            case Type.Many _, Type.Thing _, Type.Mapping _, Type.Any _ ->
                    throw new IllegalStateException("no parameter is a " + type);
        };
    }

    static boolean fits(Type type, String text) {
        try {
            parse(type, text);
            return true;
        } catch (Unfit e) {
            return false;
        }
    }

    private static String text(Type.Text limits, String text) throws Unfit {
        if (text.length() < limits.least() || text.length() > limits.most()) {
            throw new Unfit(
                    "has "
                            + text.length()
                            + " characters, but may have "
                            + limits.least()
                            + " to "
                            + limits.most());
        }
        if (limits.pattern() != null && !text.matches(limits.pattern())) {
            throw new Unfit("does not have the form " + limits.pattern());
        }
        return text;
    }

    private static String word(Iterable<String> words, String text) throws Unfit {
        for (String word : words) {
            if (word.equals(text)) {
                return text;
            }
        }
        throw new Unfit("is none of " + String.join(", ", words));
    }

    private static Long whole(Type.Whole limits, String text) throws Unfit {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new Unfit("is no whole number of at most 18 digits");
        }
        return bounded(limits, Long.parseLong(text));
    }

    private static Long bounded(Type.Whole limits, long value) throws Unfit {
        if (value < limits.least() || value > limits.most()) {
            throw new Unfit(
                    "is " + value + ", but may be " + limits.least() + " to " + limits.most());
        }
        return value;
    }

    private static Boolean flag(String text) throws Unfit {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new Unfit("is neither true nor false");
        };
    }

    private static Instant moment(String text) throws Unfit {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Unfit("is no date such as 2026-11-22T10:00:00Z");
        }
    }

    /**
     * @param where names the value in what is told
     */
    static void check(Type type, JsonNode value, String where) throws Unfit {
        switch (type) {
            case Type.Text limits -> text(limits, string(value, where));
            case Type.Choice(var words) -> word(words, string(value, where));
            case Type.Whole limits -> bounded(limits, integer(value, where));
            case Type.Flag() -> demand(value.isBoolean(), where + " is neither true nor false");
            case Type.Moment() -> moment(string(value, where));
            case Type.Many many -> many(many, value, where);
            case Type.Thing(var fields) -> thing(fields, value, where);
            case Type.Mapping(var of) -> {
                demand(value.isObject(), where + " is no object");
                for (var entry : value.properties()) {
                    inner(of, entry.getValue(), where + "." + entry.getKey());
                }
            }
            case Type.Any() -> {}
        }
    }

    private static void many(Type.Many many, JsonNode value, String where) throws Unfit {
        demand(value.isArray(), where + " is no array");
        demand(value.size() <= many.most(), where + " has more than " + many.most() + " entries");
        for (int i = 0; i < value.size(); i++) {
            inner(many.of(), value.get(i), where + "[" + i + "]");
        }
    }

    private static void thing(Iterable<Type.Field> fields, JsonNode value, String where)
            throws Unfit {
        demand(value.isObject(), where + " is no object");
        Map<String, Type.Field> byName = new HashMap<>();
        for (Type.Field field : fields) {
            byName.put(field.name(), field);
            JsonNode given = value.get(field.name());
            demand(given != null || !field.required(), where + " lacks " + field.name());
        }
        for (var entry : value.properties()) {
            Type.@Nullable Field field = byName.get(entry.getKey());
            demand(field != null, where + " has " + entry.getKey() + ", which is not known here");
            if (field != null) {
                inner(field.type(), entry.getValue(), where + "." + entry.getKey());
            }
        }
    }

    private static void inner(Type type, JsonNode value, String where) throws Unfit {
        boolean tellsWhere = type instanceof Type.Many || type instanceof Type.Thing;
        try {
            check(type, value, where);
        } catch (Unfit e) {
            String why = e.why();
            throw tellsWhere || why.startsWith(where) ? e : new Unfit(where + " " + why);
        }
    }

    private static String string(JsonNode value, String where) throws Unfit {
        demand(value.isString(), where + " is no string");
        return value.stringValue();
    }

    private static long integer(JsonNode value, String where) throws Unfit {
        demand(value.isIntegralNumber() && value.canConvertToLong(), where + " is no whole number");
        return value.longValue();
    }

    private static void demand(boolean holds, String why) throws Unfit {
        if (!holds) {
            throw new Unfit(why);
        }
    }
}
