package io.daybook.view;

import java.time.Duration;

/**
 * A stream that a follower could not follow, and until when it rests.
 *
 * @param until by {@link System#nanoTime()}
 */
record Parked(int failures, long until) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    static Parked first() {
        return after(1);
    }

    Parked again() {
        return after(failures + 1);
    }

    private static Parked after(int failures) {
        return new Parked(failures, System.nanoTime() + pause(failures).toNanos());
    }

    Duration pause() {
        return pause(failures);
    }

    private static Duration pause(int failures) {
        var pause = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    boolean isDue() {
        return System.nanoTime() - until >= 0;
    }
}
