package io.daybook.rebuild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes views anew in the background, one order at a time. */
public interface Rebuilds {
    /** The names of the views that can be rebuilt. */
    List<String> views();

    /** Begins, and returns at once. */
    Begun begin(RebuildOrder order);

    /** What became of an order. */
    sealed interface Begun {
        record Started(String id) implements Begun {}

        /** Another order is not done yet. */
        record Busy(String id) implements Begun {}

        record NoSuchView(String view) implements Begun {}

        record NoSuchStream(String stream) implements Begun {}
    }

    /** How far an order is, or null when there was none of this id since the start. */
    @Nullable RebuildProgress find(String id);

    /** All orders since the start, the newest first; only the last hundred. */
    List<RebuildProgress> all();

    /** Ends an order early; returns at once. False when it is not running. */
    boolean cancel(String id);
}
