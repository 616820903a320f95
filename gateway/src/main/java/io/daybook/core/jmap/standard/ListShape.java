package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.standard.ListTerms.Changes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** How a filter and a sort make a list of all records. */
public interface ListShape<R> {
    List<R> list(List<R> all, Predicate<R> filter, Comparator<R> order);

    /** How often what a record's place depends on, besides filter and sort, changes. */
    Changes changes();

    /**
     * The ids, and those of all records whose place in a list depends, or did, on one of theirs.
     */
    Set<String> withDependents(List<R> all, Set<String> ids);

    /** Those that match, in order, each for itself. */
    static <R> ListShape<R> plain() {
        return new Plain<>();
    }

    /** The shape of most types. */
    record Plain<R>() implements ListShape<R> {
        @Override
        public List<R> list(List<R> all, Predicate<R> filter, Comparator<R> order) {
            return all.stream().filter(filter).sorted(order).toList();
        }

        @Override
        public Changes changes() {
            return Changes.NEVER;
        }

        @Override
        public Set<String> withDependents(List<R> all, Set<String> ids) {
            return ids;
        }
    }
}
