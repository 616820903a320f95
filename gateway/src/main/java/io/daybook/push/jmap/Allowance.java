package io.daybook.push.jmap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * How many subscriptions a user may try to make in a time (RFC 8620 section 8.6): looked at before
 * a key is made for each. The decider knows how many were made; this knows how many were tried.
 */
final class Allowance {
    private static final int MOST = 60;
    private static final Duration TIME = Duration.ofHours(1);
    private static final int USERS = 20_000;

    private final Cache<UserId, Tries> tries = Caffeine.newBuilder().maximumSize(USERS).build();

    private record Tries(Instant since, int count) {}

    /** Whether the user may try once more. */
    boolean admits(UserId user, Instant now) {
        Tries after =
                tries.asMap()
                        .compute(
                                user,
                                (_, before) ->
                                        before == null || now.isAfter(before.since().plus(TIME))
                                                ? new Tries(now, 1)
                                                : new Tries(before.since(), before.count() + 1));
        return after.count() <= MOST;
    }
}
