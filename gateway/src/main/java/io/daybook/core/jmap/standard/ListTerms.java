package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Comparators.Comparison;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The filters and sorts of a type that is queried by {@link ListQueries}. */
public interface ListTerms<R> {
    /** How often what a condition or comparator looks at changes in a record. */
    enum Changes {
        NEVER,
        SELDOM,
        /** It is of what /changes tells apart as {@link io.daybook.core.GetChanges minor}. */
        OFTEN
    }

    /**
     * One condition of a filter, by its name and value.
     *
     * @throws io.daybook.core.jmap.MethodException unsupportedFilter when there is none of the
     *     name, invalidArguments when the value is none for it
     */
    Predicate<R> condition(Map.Entry<String, JsonNode> member, Call call);

    /**
     * The ascending order that a comparator means.
     *
     * @throws io.daybook.core.jmap.MethodException unsupportedSort when there is none
     */
    Comparator<R> order(Comparison comparison);

    /** How often the condition or comparator of this name changes its mind about a record. */
    Changes changes(String name);

    /** Reads the arguments of a query that only this type has. */
    default ListShape<R> shape(Arguments arguments) {
        return ListShape.plain();
    }
}
