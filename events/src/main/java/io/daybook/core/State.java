package io.daybook.core;

import org.jspecify.annotations.Nullable;

/**
 * A JMAP state (RFC 8620 section 5.1): the sequence number of the last event of the account's
 * stream that changed the type, under the epoch of the stream. A positive offset says how many of
 * that event's records were already told, so that a bulk event can be told in parts.
 */
public record State(String epoch, long seq, int offset) {
    public State(String epoch, long seq) {
        this(epoch, seq, 0);
    }

    /**
     * The state that {@code wire} spells, or null when no server of ours ever issued such a text.
     */
    public static @Nullable State parse(String wire) {
        int dash = wire.indexOf('-');
        if (dash < 1 || wire.length() > 64) {
            return null;
        }
        int dot = wire.indexOf('.', dash);
        long seq = number(wire, dash + 1, dot < 0 ? wire.length() : dot);
        long offset = dot < 0 ? 0 : number(wire, dot + 1, wire.length());
        if (seq < 0 || offset < 0 || offset > Integer.MAX_VALUE || (dot >= 0 && offset == 0)) {
            return null;
        }
        return new State(wire.substring(0, dash), seq, (int) offset);
    }

    private static long number(String text, int from, int to) {
        if (from >= to || to - from > 18 || (text.charAt(from) == '0' && to - from > 1)) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    @Override
    public String toString() {
        return offset == 0 ? epoch + "-" + seq : epoch + "-" + seq + "." + offset;
    }
}
