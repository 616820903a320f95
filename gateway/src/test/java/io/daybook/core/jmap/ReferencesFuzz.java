package io.daybook.core.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.fuzz.Input;
import io.daybook.core.jmap.standard.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A reference resolves as a second, simple evaluator resolves it. The input is {@code {"at": PATH,
 * "in": {...}}}.
 */
public final class ReferencesFuzz {
    private ReferencesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        ObjectNode json = Input.object(input);
        if (json != null
                && json.path("at").isString()
                && json.path("in") instanceof ObjectNode response) {
            check(json.get("at").stringValue(), response);
        }
    }

    private static void check(String path, ObjectNode response) {
        var references = new ResultReferences(1L << 30);
        references.add("0", new Method.Response("A/get", response));
        ObjectNode arguments = Json.object();
        arguments.putObject("#x").put("resultOf", "0").put("name", "A/get").put("path", path);
        JsonNode expected = evaluate(response, path);
        try {
            JsonNode resolved = references.resolve(arguments).get("x");
            assertThat(resolved).as(path).isEqualTo(expected);
        } catch (MethodException refused) {
            assertThat(refused.error().type()).isEqualTo("invalidResultReference");
            boolean tooLong = path.getBytes(StandardCharsets.UTF_8).length > StrictJson.DEPTH;
            assertThat(expected == null || tooLong).as(path).isTrue();
        }
    }

    /** RFC 8620 section 3.7, one token at a time; null when the path leads nowhere. */
    private static @Nullable JsonNode evaluate(@Nullable JsonNode value, String path) {
        if (value == null || path.isEmpty()) {
            return value;
        }
        if (path.charAt(0) != '/' || path.replace("~0", "").replace("~1", "").contains("~")) {
            return null;
        }
        int end = path.indexOf('/', 1) < 0 ? path.length() : path.indexOf('/', 1);
        String token = path.substring(1, end).replace("~1", "/").replace("~0", "~");
        String rest = path.substring(end);
        if (value.isObject()) {
            return evaluate(value.get(token), rest);
        }
        if (!value.isArray()) {
            return null;
        }
        if (!token.equals("*")) {
            boolean index = token.matches("0|[1-9][0-9]{0,8}");
            return index ? evaluate(value.get(Integer.parseInt(token)), rest) : null;
        }
        ArrayNode all = Json.array();
        for (JsonNode item : value) {
            JsonNode one = evaluate(item, rest);
            if (one == null) {
                return null;
            }
            if (one.isArray()) {
                one.forEach(all::add);
            } else {
                all.add(one);
            }
        }
        return all;
    }
}
