package io.daybook.core;

import org.jspecify.annotations.Nullable;

/**
 * Names a mailbox within its account: a counter from 1, never reused; on the wire {@code m} and the
 * number.
 */
public record MailboxId(int value) implements Comparable<MailboxId> {
    public static final char PREFIX = 'm';

    /** The id that {@code wire} spells, or null when no server of ours ever issued such a text. */
    public static @Nullable MailboxId parse(String wire) {
        int value = CounterId.parse(PREFIX, wire);
        return value < 0 ? null : new MailboxId(value);
    }

    @Override
    public int compareTo(MailboxId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PREFIX + Integer.toString(value);
    }
}
