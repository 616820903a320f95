package io.daybook.core;

import org.jspecify.annotations.Nullable;

/**
 * Names an identity within its account: a counter from 1, never reused; on the wire {@code i} and
 * the number.
 */
public record IdentityId(int value) implements Comparable<IdentityId> {
    public static final char PREFIX = 'i';

    /** The id that {@code wire} spells, or null when no server of ours ever issued such a text. */
    public static @Nullable IdentityId parse(String wire) {
        int value = CounterId.parse(PREFIX, wire);
        return value < 0 ? null : new IdentityId(value);
    }

    @Override
    public int compareTo(IdentityId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PREFIX + Integer.toString(value);
    }
}
