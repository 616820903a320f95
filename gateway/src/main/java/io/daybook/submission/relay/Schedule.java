package io.daybook.submission.relay;

import java.time.Duration;
import java.time.Instant;

/** When a delivery is tried again, and when it is given up. Pure. */
final class Schedule {
    /** RFC 5321 section 4.5.4.1: the give-up time is four to five days or as the operator likes. */
    static final Duration EXPIRY = Duration.ofDays(3);

    /** After this a sender who asked for it is told of the delay (RFC 3461 section 5.2.5). */
    static final Duration DELAY = Duration.ofHours(4);

    private Schedule() {}

    /**
     * The pause grows with the square of the number of attempts, in minutes, and ends when the
     * delivery expires.
     *
     * @param attempts made so far, at least 1
     * @param at when the last one ended
     */
    static Instant nextAttempt(Instant sendAt, int attempts, Instant at) {
        var next = at.plus(Duration.ofMinutes((long) attempts * attempts));
        var end = sendAt.plus(EXPIRY);
        return next.isAfter(end) ? end : next;
    }

    /**
     * At once after the first attempt; after more of them later, lest a message that brings the
     * server down does so for ever.
     */
    static Instant afterCrash(int attempts, Instant now) {
        return now.plus(Duration.ofMinutes((attempts - 1L) * (attempts - 1L)));
    }

    /** Something is tried once at least, however late. */
    static boolean isExpired(Instant sendAt, int attempts, Instant now) {
        return attempts > 0 && !now.isBefore(sendAt.plus(EXPIRY));
    }

    static boolean isDelayed(Instant sendAt, int attempts, Instant now) {
        return attempts > 0 && !now.isBefore(sendAt.plus(DELAY));
    }
}
