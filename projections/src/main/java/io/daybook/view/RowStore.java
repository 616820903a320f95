package io.daybook.view;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of views, as those see them that follow streams into them. Rows of one place are
 * written in batches guarded by the version that they have; a crash may lose the last batches,
 * never one in the middle.
 */
public interface RowStore {
    /** Takes rows in the order of their keys; false ends the scan. */
    interface Visitor<K, R> {
        boolean row(K key, Row<R> row);
    }

    <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key);

    /** The rows in the order of the keys, null where there is none. */
    <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys);

    /**
     * Visits the rows from {@code from} on and before {@code to}; of rows that are written
     * meanwhile, as they were before or after. Null is no bound.
     */
    <K, R> void scan(
            Place place,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor);

    /** Takes the first rows of places. */
    interface FirstVisitor<K, R> {
        void first(Place place, K key, Row<R> row);
    }

    /**
     * Visits the row with the least key of each of some places of one group, where there is one. A
     * store that is far away reads all rows of the view there, many places at a time.
     */
    default <K, R> void first(
            Collection<Place> places, View<K, R> view, FirstVisitor<? super K, R> visitor) {
        for (Place place : places) {
            scan(
                    place,
                    view,
                    null,
                    null,
                    (key, row) -> {
                        visitor.first(place, key, row);
                        return false;
                    });
        }
    }

    /** The row with the greatest key between {@code least} and {@code most}, or null. */
    <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most);

    /** {@link Version#NONE} when nothing was written there. */
    Version version(Place place);

    /**
     * Writes the batch, if the rows have the version that it starts from; else changes nothing and
     * returns false: {@link #version} tells how far somebody else has brought them.
     */
    boolean commit(ViewBatch batch);

    /** The generation that is read. */
    Place live(String group, String scope);

    /** A generation and how far it has come. */
    record Reached(Place place, Version version) {}

    /** The generation that is read and its version, in one look. */
    default Reached reached(String group, String scope) {
        var live = live(group, scope);
        return new Reached(live, version(live));
    }

    /** Deletes all rows of the place, and its version. */
    void drop(Place place);
}
