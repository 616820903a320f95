package io.daybook.view;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of views in generations: a port with an adapter for each product. One generation
 * of a scope is read, one may be kept, one may be in the making.
 */
public interface ViewStore extends RowStore, AutoCloseable {
    /** The generation that was read before the last swap, as long as it is kept; else null. */
    @Nullable Place kept(String group, String scope);

    /** The generation that the next rebuild writes: neither read nor kept. */
    default Place next(String group, String scope) {
        var live = live(group, scope);
        var kept = kept(group, scope);
        return kept == null || kept.generation() < live.generation() ? live.next() : kept.next();
    }

    /**
     * Writes the batch like {@link #commit}, at less cost, into a generation in the making: until
     * it was settled or swapped, a crash may lose it.
     */
    default boolean load(ViewBatch batch) {
        return commit(batch);
    }

    /** Makes all that was loaded as durable as what is committed. */
    default void settle() {}

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

    /** Visits the generation that is read of each scope of the group, with its version. */
    default void forEachReached(String group, Consumer<Reached> visitor) {
        forEachReached(Set.of(group), visitor);
    }

    /** The same of several groups, on one way. */
    default void forEachReached(Set<String> groups, Consumer<Reached> visitor) {
        forEachPlace(place -> {
            String group = place.group();
            if (groups.contains(group) && place.equals(live(group, place.scope()))) {
                visitor.accept(new Reached(place, version(place)));
            }
        });
    }

    /**
     * Whether nobody else can be at work on rows there that nobody reads, such as a rebuild on
     * another node.
     */
    default boolean isAbandoned(Place place) {
        return true;
    }

    @Override
    void close();
}
