package io.daybook.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream's view in the making, beside the one that is read. For one thread at a time. */
public interface Draft extends AutoCloseable {
    /** The last event that is in it, or -1. */
    long version();

    /** Posts the events, the first of which follows {@link #version}. */
    void apply(List<Sequenced> events);

    /**
     * This one and the one that is read as they are now, to be compared at leisure. To be called
     * while the latter does not move; null when they are not at the same event.
     */
    @Nullable Comparison freeze();

    /**
     * Becomes the one that is read; the one that was is kept, unless this one had been kept itself.
     * To be called while the one that is read does not move.
     *
     * @throws IllegalStateException when that has come further, or another one was put there
     */
    void takePlace();

    /** Throws away what has not become the one that is read. */
    @Override
    void close();

    /** Two generations of a view at one moment. */
    interface Comparison extends AutoCloseable {
        /** Says of the first rows that differ in what, at most so many. */
        List<String> differences(int most);

        @Override
        void close();
    }
}
