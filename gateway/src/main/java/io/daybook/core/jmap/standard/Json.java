package io.daybook.core.jmap.standard;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The values of JMAP as JSON trees. Nodes in answers may be shared: nobody changes them. */
public final class Json {
    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A string, or null on the wire. */
    public static JsonNode text(@Nullable String value) {
        return value == null ? NullNode.instance : StringNode.valueOf(value);
    }

    public static JsonNode number(long value) {
        return value == (int) value
                ? JsonNodeFactory.instance.numberNode((int) value)
                : JsonNodeFactory.instance.numberNode(value);
    }

    public static JsonNode bool(boolean value) {
        return BooleanNode.valueOf(value);
    }

    /** The wire forms of the items. */
    public static ArrayNode texts(Collection<?> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
        for (Object item : items) {
            array.add(item.toString());
        }
        return array;
    }

    /** A set on the wire: an object whose values are all true. */
    public static ObjectNode set(Collection<?> items) {
        ObjectNode object = object();
        for (Object item : items) {
            object.set(item.toString(), BooleanNode.TRUE);
        }
        return object;
    }

    /** Whether two values are the same value of JSON: the order of members does not matter. */
    public static boolean same(JsonNode a, JsonNode b) {
        if (a.isObject() && b.isObject()) {
            return sameMembers(a, b);
        }
        if (a.isArray() && b.isArray()) {
            return sameItems(a, b);
        }
        if (a.isNumber() && b.isNumber()) {
            return a.isIntegralNumber() && b.isIntegralNumber()
                    ? a.bigIntegerValue().equals(b.bigIntegerValue())
                    : a.asDouble() == b.asDouble();
        }
        return a.equals(b);
    }

    private static boolean sameMembers(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : a.properties()) {
            JsonNode other = b.get(member.getKey());
            if (other == null || !same(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The names, for a message to the developer of a client: sorted, at most ten. */
    static String names(Collection<String> names) {
        var sorted = new TreeSet<>(names);
        return String.join(", ", sorted.stream().limit(10).toList());
    }
}
