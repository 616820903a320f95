package io.daybook.journal.axonserver;

import io.daybook.core.Unavailable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks again what changes nothing, while Axon Server is not there: a connection that was lost is
 * back in a moment.
 *
 * @param longest after which no new attempt is made
 */
record Patience(Duration longest) {
    private static final long FIRST_PAUSE_NANOS = 5_000_000;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000;

    /**
     * @throws Unavailable when it is not there for so long, or the thread is interrupted
     */
    <T> T ask(Supplier<T> question) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            try {
                return question.get();
            } catch (Unavailable e) {
                if (System.nanoTime() - start > longest.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause));
            pause = Math.min(LONGEST_PAUSE_NANOS, pause * 2);
        }
    }
}
