package io.daybook.email.jmap;

import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;

/** Bounds the text that one call takes from messages, as some properties have no bound. */
final class Budget {
    private static final long MAX_CHARS = 64L << 20;

    private long left = MAX_CHARS;

    /**
     * @throws MethodException requestTooLarge when the call has taken too much
     */
    void charge(long chars) {
        left -= chars;
        if (left < 0) {
            throw new MethodException(
                    new MethodError("requestTooLarge", "ask for fewer emails or values at once"));
        }
    }
}
