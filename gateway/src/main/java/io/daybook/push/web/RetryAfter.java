package io.daybook.push.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Reads Retry-After (RFC 9110 section 10.2.3): seconds or a date. */
final class RetryAfter {
    static final Duration SHORTEST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration UNKNOWN = Duration.ofMinutes(1);

    private RetryAfter() {}

    /** How long to wait; a minute when the header does not say. */
    static Duration pause(String header, Instant now) {
        Duration asked = asked(header, now);
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static Duration asked(String header, Instant now) {
        if (header.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
            return Duration.between(now, date);
        } catch (DateTimeException e) {
            // Nothing, or something else.
            return UNKNOWN;
        }
    }
}
