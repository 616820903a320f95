package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.ListTerms.Changes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What decides the results of a query by {@link ListQueries}.
 *
 * @param changes how often a record may enter, leave or move, at most
 */
public record ListQuery<R>(
        Predicate<R> filter, Comparator<R> order, ListShape<R> shape, Changes changes) {

    static <R> ListQuery<R> read(Arguments arguments, ListTerms<R> terms, Call call) {
        var reading = new Reading<R>(terms, call);
        JsonNode filter = arguments.nullable("filter");
        Predicate<R> matches = filter == null ? _ -> true : new FilterTree<>(reading).read(filter);
        Comparator<R> order = (_, _) -> 0;
        for (Comparator<R> next : Comparators.read(arguments, reading::order)) {
            order = order.thenComparing(next);
        }
        ListShape<R> shape = terms.shape(arguments);
        reading.note(shape.changes());
        return new ListQuery<>(matches, order, shape, reading.changes);
    }

    List<R> results(List<R> all) {
        return shape.list(all, filter, order);
    }

    /** Whether filter and sort are on immutable properties only (RFC 8620 section 5.6). */
    boolean isImmutable() {
        return changes == Changes.NEVER;
    }

    private static final class Reading<R> implements FilterTree.Conditions<Predicate<R>> {
        private final ListTerms<R> terms;
        private final Call call;
        private Changes changes = Changes.NEVER;

        Reading(ListTerms<R> terms, Call call) {
            this.terms = terms;
            this.call = call;
        }

        Comparator<R> order(Comparators.Comparison comparison) {
            Comparator<R> order = terms.order(comparison);
            note(terms.changes(comparison.property()));
            return comparison.isAscending() ? order : order.reversed();
        }

        private void note(Changes more) {
            changes = more.compareTo(changes) > 0 ? more : changes;
        }

        @Override
        public Predicate<R> condition(ObjectNode condition) {
            var all = new ArrayList<Predicate<R>>();
            for (Map.Entry<String, JsonNode> member : condition.properties()) {
                all.add(terms.condition(member, call));
                note(terms.changes(member.getKey()));
            }
            return and(all);
        }

        @Override
        public Predicate<R> and(List<Predicate<R>> filters) {
            return record -> filters.stream().allMatch(filter -> filter.test(record));
        }

        @Override
        public Predicate<R> or(List<Predicate<R>> filters) {
            return record -> filters.stream().anyMatch(filter -> filter.test(record));
        }

        @Override
        public Predicate<R> not(List<Predicate<R>> filters) {
            return record -> filters.stream().noneMatch(filter -> filter.test(record));
        }
    }
}
