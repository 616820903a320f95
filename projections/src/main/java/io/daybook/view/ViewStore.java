package io.daybook.view;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of views: a port with an adapter for each product. Rows of one place are written
 * in batches guarded by the version that they have; a crash may lose the last batches, never one in
 * the middle.
 */
public interface ViewStore extends AutoCloseable {
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

    /** The generation that was read before the last swap, as long as it is kept; else null. */
    @Nullable Place kept(String group, String scope);

    /** The generation that the next rebuild writes: neither read nor kept. */
    default Place next(String group, String scope) {
        var live = live(group, scope);
        var kept = kept(group, scope);
        return kept == null || kept.generation() < live.generation() ? live.next() : kept.next();
    }

    /**
     * Makes {@code next} the generation that is read, if {@code live} still is and {@code next} has
     * come at least as far; else changes nothing and returns false. What was read is kept instead
     * of what was kept before; if {@code next} is what was kept, nothing is kept any more.
     */
    boolean swap(Place live, Place next);

    /** Deletes the generation that is kept; false when there is none. */
    boolean dropKept(String group, String scope);

    /** The rows of the places as they are now. Costs little, but must be closed. */
    Frozen freeze(List<Place> places);

    /**
     * What the reader makes of several rows of the place, as they are at one version: it is run
     * again when rows were written meanwhile. So it must have no effect. A store that only one
     * process writes to leaves that to the locks of its callers.
     */
    default <T> T consistently(Place place, Supplier<T> reader) {
        return reader.get();
    }

    /** Visits every place that has rows or a version, as they were when the visit began. */
    void forEachPlace(Consumer<Place> visitor);

    /**
     * Whether nobody else can be at work on rows there that nobody reads, such as a rebuild on
     * another node.
     */
    default boolean isAbandoned(Place place) {
        return true;
    }

    /** Deletes all rows of the place, and its version. */
    void drop(Place place);

    @Override
    void close();
}
