package io.daybook.core.jmap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * References to the results of earlier calls of the same request (RFC 8620 section 3.7). They only
 * look back, so there are no circles; what they add up to in one request is bounded, because a
 * chain of echoes would double it call by call.
 */
final class ResultReferences {
    private final Map<String, Method.Response> firstResponses = new HashMap<>();
    private long budget;

    /**
     * @param budget roughly how many octets of JSON all references together may stand for
     */
    ResultReferences(long budget) {
        this.budget = budget;
    }

    /** Remembers a response; only the first one of a call can be referred to. */
    void add(String callId, Method.Response response) {
        firstResponses.putIfAbsent(callId, response);
    }

    /**
     * The arguments with every reference replaced by what it stands for.
     *
     * @throws MethodException invalidArguments, invalidResultReference
     */
    ObjectNode resolve(ObjectNode arguments) {
        if (!hasReference(arguments)) {
            return arguments;
        }
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        for (var entry : arguments.properties()) {
            String name = entry.getKey();
            if (!name.startsWith("#")) {
                resolved.set(name, entry.getValue());
                continue;
            }
            String plain = name.substring(1);
            if (arguments.has(plain)) {
                throw new MethodException(
                        MethodError.invalidArguments("both '" + plain + "' and '" + name + "'"));
            }
            JsonNode value = resolve(entry.getValue());
            spend(value);
            resolved.set(plain, value);
        }
        return resolved;
    }

    private static boolean hasReference(ObjectNode arguments) {
        for (String name : arguments.propertyNames()) {
            if (name.startsWith("#")) {
                return true;
            }
        }
        return false;
    }

    private JsonNode resolve(JsonNode reference) {
        JsonNode resultOf = reference.get("resultOf");
        JsonNode name = reference.get("name");
        JsonNode path = reference.get("path");
        if (resultOf == null
                || name == null
                || path == null
                || !resultOf.isString()
                || !name.isString()
                || !path.isString()) {
            throw invalid("a reference needs resultOf, name and path");
        }
        Method.Response response = firstResponses.get(resultOf.stringValue());
        if (response == null || !response.name().equals(name.stringValue())) {
            throw invalid("no response with that call id and name");
        }
        String pointer = path.stringValue();
        if (pointer.isEmpty()) {
            return response.arguments();
        }
        if (pointer.charAt(0) != '/') {
            throw invalid("the path does not start with a slash");
        }
        JsonNode value = follow(response.arguments(), tokens(pointer), 0);
        if (value == null) {
            throw invalid("the path leads nowhere");
        }
        return value;
    }

    // RFC 6901 section 3: ~ is followed by 0 or 1.
    private static List<String> tokens(String pointer) {
        var tokens = new ArrayList<String>();
        for (String token : pointer.substring(1).split("/", -1)) {
            if (token.matches(".*~(?![01]).*")) {
                throw invalid("a tilde in the path is followed by neither 0 nor 1");
            }
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        if (tokens.size() > StrictJson.DEPTH) {
            throw invalid("the path is too long");
        }
        return tokens;
    }

    private @Nullable JsonNode follow(JsonNode from, List<String> tokens, int next) {
        JsonNode value = from;
        for (int i = next; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (value.isArray() && token.equals("*")) {
                return map(value, tokens, i + 1);
            }
            value = value.isArray() ? element(value, token) : value.get(token);
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    // RFC 8620 section 3.7: an array that results for an item is flattened into the output.
    private @Nullable JsonNode map(JsonNode array, List<String> tokens, int next) {
        var output = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : array) {
            JsonNode value = follow(item, tokens, next);
            if (value == null) {
                return null;
            }
            if (value.isArray()) {
                value.forEach(output::add);
            } else {
                output.add(value);
            }
        }
        return output;
    }

    private static @Nullable JsonNode element(JsonNode array, String token) {
        return token.matches("0|[1-9][0-9]{0,8}") ? array.get(Integer.parseInt(token)) : null;
    }

    private void spend(JsonNode value) {
        budget -= value.isString() ? value.stringValue().length() + 3 : 8;
        if (budget < 0) {
            throw invalid("the references of this request stand for too much");
        }
        if (value.isObject()) {
            for (var entry : value.properties()) {
                budget -= entry.getKey().length();
                spend(entry.getValue());
            }
        } else if (value.isArray()) {
            value.forEach(this::spend);
        }
    }

    private static MethodException invalid(String description) {
        return new MethodException(new MethodError("invalidResultReference", description));
    }
}
