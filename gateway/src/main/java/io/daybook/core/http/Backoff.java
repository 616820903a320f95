package io.daybook.core.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down those who fail again and again: some failures are free, then each doubles the wait.
 * Forgets after a while, and the oldest first when there are too many.
 */
public final class Backoff<K> {
    private static final int REMEMBERED = 100_000;
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final int free;
    private final Duration longest;
    private final Clock clock;
    private final Cache<K, Failures> failures;

    private record Failures(int count, Instant until) {}

    /**
     * @param free how many failures cost no wait
     */
    public Backoff(int free, Duration longest, Clock clock) {
        this.free = free;
        this.longest = longest;
        this.clock = clock;
        this.failures =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterWrite(MEMORY)
                        .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                        .build();
    }

    /** Seconds still to wait, 0 for none. */
    public long seconds(K who) {
        Failures past = failures.getIfPresent(who);
        if (past == null) {
            return 0;
        }
        long millis = Duration.between(clock.instant(), past.until()).toMillis();
        return millis <= 0 ? 0 : (millis + 999) / 1000;
    }

    public void failed(K who) {
        failures.asMap().compute(who, (_, past) -> next(past == null ? 1 : past.count() + 1));
    }

    public void succeeded(K who) {
        failures.invalidate(who);
    }

    private Failures next(int count) {
        Duration wait = Duration.ZERO;
        if (count > free) {
            wait = Duration.ofSeconds(1L << Math.min(20, count - free - 1));
            wait = wait.compareTo(longest) > 0 ? longest : wait;
        }
        return new Failures(count, clock.instant().plus(wait));
    }
}
