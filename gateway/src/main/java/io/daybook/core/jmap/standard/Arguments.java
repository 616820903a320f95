package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the arguments of a call strictly (RFC 8620 section 3.6.2): a wrong type, a missing argument
 * and, in {@link #noOthers}, an unknown one are invalidArguments.
 */
public final class Arguments {
    /** RFC 8620 section 1.3: integers are within what a double holds exactly. */
    private static final long MAX_INT = (1L << 53) - 1;

    private final ObjectNode node;
    private final Set<String> known = new HashSet<>();

    public Arguments(ObjectNode node) {
        this.node = node;
        known.add("accountId");
    }

    private Arguments(ObjectNode node, Set<String> known) {
        this.node = node;
        this.known.addAll(known);
    }

    /** Those of a method that has no account, as in RFC 8620 section 7.2. */
    public static Arguments withoutAccount(ObjectNode node) {
        return new Arguments(node, Set.of());
    }

    public static MethodException invalid(String description) {
        return new MethodException(MethodError.invalidArguments(description));
    }

    /** {@code String|null}; absent is null. */
    public @Nullable String text(String name) {
        JsonNode value = nullable(name);
        return value == null ? null : text(name, value);
    }

    /** {@code String} without a default. */
    public String requiredText(String name) {
        JsonNode value = member(name);
        if (value == null) {
            throw invalid(name + " is missing");
        }
        return text(name, value);
    }

    /** {@code Boolean} with a default. */
    public boolean bool(String name, boolean fallback) {
        JsonNode value = member(name);
        if (value == null) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw invalid(name + " is no Boolean");
        }
        return value.booleanValue();
    }

    /** {@code Int} with a default. */
    public long integer(String name, long fallback) {
        JsonNode value = member(name);
        return value == null ? fallback : integer(name, value);
    }

    /** {@code UnsignedInt} with a default. */
    public long unsigned(String name, long fallback) {
        JsonNode value = member(name);
        return value == null ? fallback : unsigned(name, value);
    }

    /** {@code UnsignedInt|null}; absent is null. */
    public @Nullable Long unsignedOrNull(String name) {
        JsonNode value = nullable(name);
        return value == null ? null : (Long) unsigned(name, value);
    }

    /** {@code String[]|null}; absent is null. */
    public @Nullable List<String> textsOrNull(String name) {
        JsonNode value = nullable(name);
        return value == null ? null : texts(name, value);
    }

    /** {@code String[]} with a default: absent is null here, but null is no value for it. */
    public @Nullable List<String> texts(String name) {
        JsonNode value = member(name);
        return value == null ? null : texts(name, value);
    }

    /** {@code String[]} without a default. */
    public List<String> requiredTexts(String name) {
        JsonNode value = member(name);
        if (value == null) {
            throw invalid(name + " is missing");
        }
        return texts(name, value);
    }

    /** A map of objects by their keys, or null; absent is null. */
    public Map<String, ObjectNode> objectsOrNone(String name) {
        JsonNode value = nullable(name);
        return value == null ? Map.of() : objects(name, value);
    }

    /** A map of objects by their keys, without a default. */
    public Map<String, ObjectNode> requiredObjects(String name) {
        JsonNode value = member(name);
        if (value == null) {
            throw invalid(name + " is missing");
        }
        return objects(name, value);
    }

    /** Whatever is there; null when absent or null. */
    public @Nullable JsonNode nullable(String name) {
        JsonNode value = member(name);
        return value == null || value.isNull() ? null : value;
    }

    /**
     * To be called when all arguments were read.
     *
     * @throws MethodException invalidArguments when the call has others
     */
    public void noOthers() {
        noOthers(node, known, "argument");
    }

    static void noOthers(ObjectNode object, Set<String> known, String what) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw invalid("unknown " + what + ": " + shortened(name));
            }
        }
    }

    static String text(String name, JsonNode value) {
        if (!value.isString()) {
            throw invalid(name + " is no String");
        }
        return value.stringValue();
    }

    static long integer(String name, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid(name + " is no Int");
        }
        long number = value.longValue();
        if (number > MAX_INT || number < -MAX_INT) {
            throw invalid(name + " is no Int: it is out of range");
        }
        return number;
    }

    static long unsigned(String name, JsonNode value) {
        long number = integer(name, value);
        if (number < 0) {
            throw invalid(name + " is negative");
        }
        return number;
    }

    static List<String> texts(String name, JsonNode value) {
        if (!value.isArray()) {
            throw invalid(name + " is no array");
        }
        var texts = new ArrayList<String>(value.size());
        for (JsonNode item : value) {
            texts.add(text("an item of " + name, item));
        }
        return texts;
    }

    /** For messages to the developer of a client: what the client sent, but not all of it. */
    public static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }

    private static Map<String, ObjectNode> objects(String name, JsonNode value) {
        if (!value.isObject()) {
            throw invalid(name + " is no object");
        }
        var objects = LinkedHashMap.<String, ObjectNode>newLinkedHashMap(value.size());
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (!(member.getValue() instanceof ObjectNode object)) {
                throw invalid("a value of " + name + " is no object");
            }
            objects.put(member.getKey(), object);
        }
        return objects;
    }

    private @Nullable JsonNode member(String name) {
        known.add(name);
        return node.get(name);
    }
}
