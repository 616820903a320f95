package io.daybook.importer;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often and how long to wait for a server that has trouble: doubling from 0.2 s to 20 s, about
 * two minutes in all.
 */
final class Patience {
    static final int MOST_TRIES = 12;
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Pause pause;
    private final RandomGenerator random;

    /** Lets time pass; a test lets none pass. */
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    Patience(Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    /**
     * Waits before the next try.
     *
     * @param failures failed tries so far, from 1
     * @return false when it is time to give up
     */
    boolean waitAfter(int failures, Optional<Duration> asked) throws InterruptedException {
        if (failures >= MOST_TRIES) {
            return false;
        }
        long doubled = FIRST.toMillis() << Math.min(failures - 1, 10);
        long bounded = Math.min(LONGEST.toMillis(), doubled);
        long jittered = bounded / 2 + random.nextLong(bounded / 2 + 1);
        long wanted = asked.map(it -> Math.min(it.toMillis(), 60_000)).orElse(0L);
        pause.sleep(Duration.ofMillis(Math.max(jittered, wanted)));
        return true;
    }
}
