package io.daybook.core;

import org.jspecify.annotations.Nullable;

/**
 * Names a thread within its account: a counter from 1, never reused; on the wire {@code t} and the
 * number.
 */
public record ThreadId(int value) implements Comparable<ThreadId> {
    public static final char PREFIX = 't';

    /** The id that {@code wire} spells, or null when no server of ours ever issued such a text. */
    public static @Nullable ThreadId parse(String wire) {
        int value = CounterId.parse(PREFIX, wire);
        return value < 0 ? null : new ThreadId(value);
    }

    @Override
    public int compareTo(ThreadId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PREFIX + Integer.toString(value);
    }
}
