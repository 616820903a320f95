package io.daybook.core.jmap.transcript;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The names that are bound so far, and what a line says once they are replaced. */
final class Names {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String EACH = "each";
    private static final Pattern MANY = Pattern.compile("([0-9]{1,5}) of (.+)");

    private final Map<String, String> values = new HashMap<>();

    /** To be added to. */
    Map<String, String> values() {
        return values;
    }

    String bind(String text) {
        return values.getOrDefault(text, text);
    }

    /** With every word replaced that is a name, as in the path of a URL. */
    String bindWords(String text) {
        return WORD.matcher(text).replaceAll(word -> bind(word.group()));
    }

    /** A copy with names replaced in strings and in names of members, and with many made many. */
    JsonNode bind(JsonNode json) {
        if (json.isString()) {
            return NODES.stringNode(bind(json.stringValue()));
        }
        if (json.isObject()) {
            ObjectNode copy = NODES.objectNode();
            json.properties()
                    .forEach(member ->
                            each(member.getKey(), name -> copy.set(name, bind(member.getValue()))));
            return copy;
        }
        if (json.isArray()) {
            ArrayNode copy = NODES.arrayNode();
            for (JsonNode item : json) {
                if (item.isString()) {
                    each(item.stringValue(), copy::add);
                } else {
                    copy.add(bind(item));
                }
            }
            return copy;
        }
        return json;
    }

    private void each(String text, Consumer<String> use) {
        var many = MANY.matcher(text);
        if (!many.matches()) {
            use.accept(text.contains("/") ? bindWords(text) : bind(text));
            return;
        }
        int count = Integer.parseInt(many.group(1));
        for (int i = 0; i < count; i++) {
            values.put(EACH, many.group(2) + i);
            use.accept(many.group(2) + i);
        }
        values.remove(EACH);
    }
}
