package io.daybook.history.jmap;

import org.jspecify.annotations.Nullable;

/** The id of a change on the wire: {@code h} and the number of its event in the stream. */
final class ChangeId {
    private static final int MAX_LENGTH = 18;

    private ChangeId() {}

    /** The number; null when no server of ours ever issued such an id. */
    static @Nullable Long parse(String wire) {
        if (wire.length() < 2 || wire.length() > MAX_LENGTH || wire.charAt(0) != 'h') {
            return null;
        }
        for (int i = 1; i < wire.length(); i++) {
            if (wire.charAt(i) < '0' || wire.charAt(i) > '9') {
                return null;
            }
        }
        boolean padded = wire.charAt(1) == '0' && wire.length() > 2;
        return padded ? null : (Long) Long.parseLong(wire.substring(1));
    }

    static String of(long seq) {
        return "h" + seq;
    }
}
