package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.SetError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A PatchObject (RFC 8620 section 5.3), read against the properties of its type.
 *
 * @param values new values of mutable properties as a whole; a NullNode asks for the default
 * @param entries for properties that are sets: their entries, true or null, by key
 * @param claims what it says of properties that nobody can change
 */
public record Patch(
        Map<String, JsonNode> values,
        Map<String, Map<String, JsonNode>> entries,
        List<Claim> claims) {

    /** That the value at this path is the current one, as when a whole object is sent back. */
    public record Claim(List<String> path, JsonNode value) {
        String property() {
            return path.getFirst();
        }
    }

    /** A patch, or why there is none. */
    public sealed interface Outcome {}

    public record Valid(Patch patch) implements Outcome {}

    public record Invalid(SetError error) implements Outcome {}

    public static Outcome read(ObjectNode object, PropertyTable<?> table) {
        var values = new LinkedHashMap<String, JsonNode>();
        var entries = new LinkedHashMap<String, Map<String, JsonNode>>();
        var claims = new ArrayList<Claim>();
        var unknown = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            List<String> path = Pointer.parse(member.getKey());
            if (path == null) {
                return invalid("not a JSON pointer: " + Arguments.shortened(member.getKey()));
            }
            Property<?> property = table.find(path.getFirst());
            if (property == null && path.size() > 1) {
                // RFC 8620 section 5.3: all parts prior to the last MUST already exist.
                return invalid("nothing there: " + Arguments.shortened(member.getKey()));
            } else if (property == null) {
                unknown.add(path.getFirst());
            } else if (!property.access().isMutable()) {
                claims.add(new Claim(path, member.getValue()));
            } else if (path.size() == 1) {
                values.put(property.name(), member.getValue());
            } else if (property.access() == Property.Access.SET && path.size() == 2) {
                entries.computeIfAbsent(property.name(), _ -> new LinkedHashMap<>())
                        .put(path.get(1), member.getValue());
            } else {
                return invalid("no object there: " + Arguments.shortened(member.getKey()));
            }
        }
        return new Patch(values, entries, claims).checked(unknown);
    }

    private Outcome checked(List<String> unknown) {
        for (String property : entries.keySet()) {
            if (values.containsKey(property)) {
                return invalid("one path is the prefix of another: " + property);
            }
        }
        if (Pointer.hasPrefixes(claims.stream().map(Claim::path).toList())) {
            return invalid("one path is the prefix of another");
        }
        return unknown.isEmpty()
                ? new Valid(this)
                : new Invalid(
                        new SetError(
                                "invalidProperties",
                                "unknown properties",
                                unknown.stream().map(Arguments::shortened).toList()));
    }

    /**
     * Whether everything said of unchangeable properties is true of the record.
     *
     * @return null when it is
     */
    public <R> @Nullable SetError checkClaims(R record, PropertyTable<R> table) {
        var wrong = new ArrayList<String>();
        for (Claim claim : claims) {
            Property<R> property = table.find(claim.property());
            JsonNode value = property == null ? null : property.value().apply(record);
            for (int i = 1; i < claim.path().size() && value != null; i++) {
                if (!(value instanceof ObjectNode object)) {
                    return invalidPatch("no object there: " + claim.property());
                }
                JsonNode next = object.get(claim.path().get(i));
                boolean last = i == claim.path().size() - 1;
                if (next == null && !last) {
                    return invalidPatch("nothing there: " + claim.property());
                }
                value = next;
            }
            if (!Json.same(claim.value(), value == null ? NullNode.instance : value)) {
                wrong.add(claim.property());
            }
        }
        return wrong.isEmpty()
                ? null
                : new SetError(
                        "invalidProperties",
                        "the server sets these, or they never change",
                        wrong.stream().distinct().toList());
    }

    public static SetError invalidPatch(String description) {
        return SetError.of("invalidPatch", description);
    }

    private static Outcome invalid(String description) {
        return new Invalid(invalidPatch(description));
    }
}
