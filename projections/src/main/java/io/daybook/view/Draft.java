package io.daybook.view;

import io.daybook.core.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream's view in the making, beside the one that is read. For one thread at a time. */
public interface Draft extends AutoCloseable {
    /** The last event that is in it, or -1. */
    long version();

    /** How many records the event is about, roughly: not too many are prepared at a time. */
    default int size(Event event) {
        return 1;
    }

    /**
     * Does what may be done ahead, on another thread, such as reading messages.
     *
     * @param events not too many; the first one follows those that were prepared before
     * @return posts them, once all before are posted
     */
    Runnable prepare(List<Sequenced> events);

    /**
     * Writes what was held back, so that little is left when the one that is read must wait.
     *
     * @param between called between pieces of the work, to let others go first
     */
    default void settle(Runnable between) {}

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
        /**
         * Says of the first rows that differ in what, at most so many.
         *
         * @param between called between pieces of the work, to let others go first
         */
        List<String> differences(int most, Runnable between);

        @Override
        void close();
    }
}
