package io.daybook.core;

import org.jspecify.annotations.Nullable;

/**
 * Names an email within its account: a counter from 1, never reused; on the wire {@code e} and the
 * number.
 */
public record EmailId(int value) implements Comparable<EmailId> {
    public static final char PREFIX = 'e';

    /** The id that {@code wire} spells, or null when no server of ours ever issued such a text. */
    public static @Nullable EmailId parse(String wire) {
        int value = CounterId.parse(PREFIX, wire);
        return value < 0 ? null : new EmailId(value);
    }

    @Override
    public int compareTo(EmailId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PREFIX + Integer.toString(value);
    }
}
