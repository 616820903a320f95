package io.daybook.history;

import org.jspecify.annotations.Nullable;

/** Names an event of an account: on the wire {@code h} and its sequence number, from 0. */
public record HistoryId(long seq) {
    public static final char PREFIX = 'h';

    private static final int MOST_DIGITS = 10;

    /** The id that {@code wire} spells, or null when no server of ours ever issued such a text. */
    public static @Nullable HistoryId parse(String wire) {
        int length = wire.length();
        boolean isId =
                length >= 2
                        && length <= MOST_DIGITS + 1
                        && wire.charAt(0) == PREFIX
                        && (wire.charAt(1) != '0' || length == 2)
                        && wire.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        return isId ? new HistoryId(Long.parseLong(wire, 1, length, 10)) : null;
    }

    @Override
    public String toString() {
        return PREFIX + Long.toString(seq);
    }
}
