package io.daybook.user.signin;

import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs slow hashes on as many threads as there are cores; a bounded number waits. */
final class Hashing implements AutoCloseable {
    private static final int WAITING = 64;

    private final ThreadPoolExecutor threads;

    Hashing(int cores) {
        threads =
                new ThreadPoolExecutor(
                        cores,
                        cores,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        Thread.ofPlatform().name("hashing-", 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * @throws ProblemException 429 when too many wait already
     */
    <T> T run(Callable<T> hash) {
        try {
            return threads.submit(hash).get();
        } catch (RejectedExecutionException e) {
            throw new ProblemException(
                    Problem.busy(429, "Too many people sign in at the moment.", 5));
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.busy(503, "The server stops.", 5));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
