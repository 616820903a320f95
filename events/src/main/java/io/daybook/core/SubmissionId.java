package io.daybook.core;

import org.jspecify.annotations.Nullable;

/**
 * Names an email submission within its account: a counter from 1, never reused; on the wire {@code
 * s} and the number.
 */
public record SubmissionId(int value) implements Comparable<SubmissionId> {
    public static final char PREFIX = 's';

    /** The id that {@code wire} spells, or null when no server of ours ever issued such a text. */
    public static @Nullable SubmissionId parse(String wire) {
        int value = CounterId.parse(PREFIX, wire);
        return value < 0 ? null : new SubmissionId(value);
    }

    @Override
    public int compareTo(SubmissionId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PREFIX + Integer.toString(value);
    }
}
