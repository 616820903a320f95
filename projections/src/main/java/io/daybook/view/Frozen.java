package io.daybook.view;

import java.util.List;

/** The rows of a store as they were at one moment, whatever is written afterwards. */
public interface Frozen extends AutoCloseable {
    /**
     * A row as it is stored.
     *
     * @param key without what the keys of its place begin with: the view's name, 0, the key
     */
    record Octets(byte[] key, byte[] value) {}

    /**
     * The rows of the place whose keys come after {@code after}, ascending, at most {@code limit}.
     *
     * @param after empty for the first ones; else the key of a row that was given before
     */
    List<Octets> rows(Place place, byte[] after, int limit);

    @Override
    void close();
}
