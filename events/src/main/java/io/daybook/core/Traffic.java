package io.daybook.core;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * How many requests are being answered now. Work that nobody waits for asks before each small
 * piece, and lets those who wait go first.
 */
public final class Traffic {
    /** So long after the last request began, others are still expected. */
    private static final long LATELY = Duration.ofMillis(250).toNanos();

    private int open;
    private long lastBegan = System.nanoTime() - LATELY;

    /** A request has come; {@link #left} must follow. */
    public synchronized void entered() {
        open++;
        lastBegan = System.nanoTime();
    }

    /** A request was answered. */
    public synchronized void left() {
        if (--open == 0) {
            notifyAll();
        }
    }

    /** The same executor, each of whose tasks answers a request. */
    public Executor counting(Executor threads) {
        return task -> {
            entered();
            try {
                threads.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        left();
                    }
                });
            } catch (RejectedExecutionException e) {
                left();
                throw e;
            }
        };
    }

    /** Whether requests come. One that takes long, such as an upload, does not count for ever. */
    public synchronized boolean isBusy() {
        return System.nanoTime() - lastBegan < LATELY;
    }

    /**
     * Waits while requests come and are being answered, but not longer than {@code most}: whoever
     * waits here gets on however many requests there are.
     */
    public synchronized void giveWay(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            while (open > 0) {
                long now = System.nanoTime();
                long left = Math.min(end - now, lastBegan + LATELY - now);
                if (left <= 0) {
                    return;
                }
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
