package io.daybook.journal.engine;

import java.util.concurrent.TimeUnit;

/** The sleep of a thread between its turns, which the end of its work cuts short. */
public final class Turns {
    private boolean ended;

    /**
     * Sleeps before the next turn, however often the thread is interrupted.
     *
     * @return false when there is no next turn
     */
    public synchronized boolean next(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !ended; ) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                // Nobody ends this thread but end().
                continue;
            }
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        return !ended;
    }

    /** Wakes the thread; it has had its last turn when it is done with this one. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }
}
