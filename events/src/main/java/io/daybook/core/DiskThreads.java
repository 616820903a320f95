package io.daybook.core;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The platform threads on which native calls that may touch the disk run. A virtual thread inside a
 * native call pins its carrier, and there are only as many carriers as cores: a few slow reads
 * would stop every request.
 */
public final class DiskThreads {
    private static final int THREADS = 16;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor POOL = pool();

    private DiskThreads() {}

    /**
     * Runs {@code work} on a platform thread: this one, or, from a virtual thread, one of the pool.
     */
    public static <T> T call(Callable<T> work) {
        try {
            if (!Thread.currentThread().isVirtual()) {
                return work.call();
            }
            return CompletableFuture.supplyAsync(() -> callUnchecked(work), POOL).join();
        } catch (CompletionException e) {
            throw unchecked(e.getCause() == null ? e : e.getCause());
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    public static void run(Runnable work) {
        call(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    private static <T> T callUnchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(e.getMessage(), e);
    }

    private static ThreadPoolExecutor pool() {
        var pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            var thread =
                                    new Thread(work, "daybook-disk-" + NUMBER.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
