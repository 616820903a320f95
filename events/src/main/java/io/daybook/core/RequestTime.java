package io.daybook.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in the id of a request: whoever looks for what a request did need not look at what was
 * before it.
 */
public final class RequestTime {
    /** How far the clock that dates events may be behind the one that dated the request. */
    private static final Duration BEHIND = Duration.ofHours(1);

    private static final char MARK = 'q';
    private static final char END = '-';
    private static final int RADIX = 36;

    private RequestTime() {}

    /** What the id of a request begins with that comes now. */
    public static String prefix(Instant now) {
        return MARK + Long.toString(now.toEpochMilli(), RADIX) + END;
    }

    /** No event of the request is earlier; null when its id tells no time. */
    public static @Nullable Instant earliest(String requestId) {
        int end = requestId.indexOf(END);
        if (end < 2 || requestId.charAt(0) != MARK) {
            return null;
        }
        try {
            long millis = Long.parseLong(requestId, 1, end, RADIX);
            return Instant.ofEpochMilli(millis).minus(BEHIND);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
