package io.daybook.journal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the wrapped keys of streams. Writes are durable when they return. */
public interface WrappedKeys {
    /** The wrapped key; an empty array once destroyed; null when there never was one. */
    byte @Nullable [] find(String stream);

    /**
     * Keeps the key unless there is one already, or was one.
     *
     * @return what {@link #find} gives from now on
     */
    byte[] create(String stream, byte[] wrapped);

    /** Keeps the key in place of any other. */
    void put(String stream, byte[] wrapped);

    /** Leaves nothing of the wrapped key but the mark that it was destroyed. */
    void destroy(String stream);

    /** The streams whose keys were destroyed. */
    Set<String> destroyed();

    /** As if there never had been one. */
    void remove(String stream);
}
