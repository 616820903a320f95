package io.daybook.whole;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object with every value in it, at any depth, replaced by every wrong one in turn. */
final class Mutations {
    private static final List<String> WRONG =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "0.5",
                    "9007199254740993",
                    "1e300",
                    "\"\"",
                    "\"no such thing\\u0000\\r\\n\\ud800\"",
                    "\"" + "x".repeat(3000) + "\"",
                    "[]",
                    "[null]",
                    "[[1]]",
                    "{}",
                    "{\"\":null}",
                    "{\"a\":{\"operator\":\"AND\",\"conditions\":7}}");

    private Mutations() {}

    static List<ObjectNode> of(ObjectNode valid) {
        var paths = new ArrayList<List<Object>>();
        paths(valid, List.of(), paths);
        var all = new ArrayList<ObjectNode>();
        for (List<Object> path : paths) {
            for (String wrong : WRONG) {
                ObjectNode mutant = valid.deepCopy();
                replace(mutant, path, JmapSession.JSON.readTree(wrong));
                all.add(mutant);
            }
        }
        all.add(valid.deepCopy().put("noSuchArgument", 1));
        return all;
    }

    private static void paths(JsonNode node, List<Object> here, List<List<Object>> all) {
        if (!here.isEmpty()) {
            all.add(here);
        }
        switch (node) {
            case ObjectNode object ->
                    object.properties()
                            .forEach(it -> paths(it.getValue(), then(here, it.getKey()), all));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    paths(array.get(i), then(here, i), all);
                }
            }
            default -> {}
        }
    }

    private static List<Object> then(List<Object> path, Object step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static void replace(ObjectNode whole, List<Object> path, JsonNode value) {
        JsonNode parent = whole;
        for (Object step : path.subList(0, path.size() - 1)) {
            parent = step instanceof Integer i ? parent.get(i) : parent.get((String) step);
        }
        switch (path.getLast()) {
            case Integer i -> ((ArrayNode) parent).set(i, value);
            case Object name -> ((ObjectNode) parent).set((String) name, value);
        }
    }
}
