package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the sort of a /query (RFC 8620 section 5.5). */
public final class Comparators {
    private static final int MAX_COMPARATORS = 16;
    private static final Set<String> MEMBERS =
            Set.of("property", "isAscending", "collation", "keyword");

    private Comparators() {}

    /**
     * One comparator as the client sent it.
     *
     * @param collation one that the server has, null for the default
     * @param keyword RFC 8621 section 4.4.2: null unless given
     */
    public record Comparison(
            String property,
            boolean isAscending,
            @Nullable String collation,
            @Nullable String keyword) {}

    public static MethodException unsupported(String description) {
        return new MethodException(new MethodError("unsupportedSort", description));
    }

    /** Reads {@code sort}; absent and null are no comparators. */
    public static <S> List<S> read(Arguments arguments, Function<Comparison, S> reader) {
        JsonNode sort = arguments.nullable("sort");
        if (sort == null) {
            return List.of();
        }
        if (!sort.isArray()) {
            throw Arguments.invalid("sort is no array");
        }
        var comparisons = new ArrayList<Comparison>();
        for (JsonNode comparator : sort) {
            comparisons.add(comparison(comparator));
        }
        if (comparisons.size() > MAX_COMPARATORS) {
            throw unsupported("at most " + MAX_COMPARATORS + " comparators");
        }
        return comparisons.stream().map(reader).toList();
    }

    private static Comparison comparison(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw Arguments.invalid("a comparator is no object");
        }
        Arguments.noOthers(object, MEMBERS, "member of a comparator");
        var members = new Arguments(object);
        String property = members.requiredText("property");
        boolean isAscending = members.bool("isAscending", true);
        String collation = members.text("collation");
        String keyword = members.text("keyword");
        if (collation != null && !Collation.IDENTIFIERS.contains(collation)) {
            throw unsupported("unknown collation");
        }
        return new Comparison(property, isAscending, collation, keyword);
    }
}
