package io.daybook.view;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a follower could not follow, and until when it rests.
 *
 * @param failures in a row
 * @param pause how long it rests
 * @param until by {@link System#nanoTime()}
 */
record Parked(int failures, Duration pause, long until) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Of a stream that has an event which cannot be posted. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** Of a stream whose store is away: readers are refused while it rests. */
    static final Duration LONGEST_AWAY = Duration.ofSeconds(4);

    /**
     * @param before null when it did not rest
     * @param longest how long it rests at most
     */
    static Parked after(@Nullable Parked before, Duration longest) {
        int failures = before == null ? 1 : before.failures + 1;
        var pause = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 20));
        var bounded = pause.compareTo(longest) > 0 ? longest : pause;
        return new Parked(failures, bounded, System.nanoTime() + bounded.toNanos());
    }

    boolean isDue() {
        return System.nanoTime() - until >= 0;
    }
}
