package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the filter of a /query: operators over conditions (RFC 8620 section 5.5).
 *
 * @param conditions what the type brings
 */
public record FilterTree<F>(Conditions<F> conditions) {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NODES = 5_000;

    /** The filters of a type. */
    public interface Conditions<F> {
        F condition(ObjectNode condition);

        F and(List<F> filters);

        F or(List<F> filters);

        F not(List<F> filters);
    }

    /**
     * @throws MethodException invalidArguments when it is malformed, unsupportedFilter when it has
     *     an unknown condition or is too large
     */
    public F read(JsonNode filter) {
        return new Reading().read(filter, 0);
    }

    /** The filter is well-formed, but nothing that this server can process. */
    public static MethodException unsupported(String description) {
        return new MethodException(new MethodError("unsupportedFilter", description));
    }

    private final class Reading {
        private int nodes;

        private F read(JsonNode filter, int depth) {
            if (!(filter instanceof ObjectNode object)) {
                throw Arguments.invalid("a filter is no object");
            }
            if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
                throw unsupported("the filter is too large");
            }
            JsonNode operator = object.get("operator");
            // RFC 8620 section 5.5: a condition MUST NOT have an operator property.
            return operator == null
                    ? conditions.condition(object)
                    : operator(object, operator, depth);
        }

        private F operator(ObjectNode object, JsonNode operator, int depth) {
            Arguments.noOthers(object, Set.of("operator", "conditions"), "member of an operator");
            String name = Arguments.text("operator", operator);
            JsonNode children = object.get("conditions");
            if (children == null || !children.isArray()) {
                throw Arguments.invalid("an operator without an array of conditions");
            }
            var filters = new ArrayList<F>(children.size());
            for (JsonNode child : children) {
                filters.add(read(child, depth + 1));
            }
            return switch (name) {
                case "AND" -> conditions.and(filters);
                case "OR" -> conditions.or(filters);
                case "NOT" -> conditions.not(filters);
                default -> throw Arguments.invalid("unknown operator");
            };
        }
    }
}
