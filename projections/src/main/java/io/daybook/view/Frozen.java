package io.daybook.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of some places as they were at one moment, whatever is written afterwards. */
public interface Frozen extends AutoCloseable {
    /** A row in the form that its store gives it: equal rows have equal octets. */
    interface Stored {
        /** The unsigned order of these octets is that of the rows of a place. */
        byte[] order();

        byte[] octets();

        /** The name of the view that it is a row of. */
        String view();

        /**
         * @param view the one of that name
         */
        <K> K key(View<K, ?> view);

        /**
         * @param view the one of that name
         * @throws io.daybook.core.codec.MalformedRecord when it is damaged
         */
        <R> Row<R> row(View<?, R> view);
    }

    /**
     * The version that the rows have.
     *
     * @param place one of those that were frozen
     */
    Version version(Place place);

    /**
     * The rows of the place that come after {@code after}, ascending, at most {@code limit}.
     *
     * @param place one of those that were frozen
     * @param after null for the first ones; else a row that was given before, of any place
     */
    List<Stored> rows(Place place, @Nullable Stored after, int limit);

    @Override
    void close();
}
