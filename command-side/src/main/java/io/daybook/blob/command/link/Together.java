package io.daybook.blob.command.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks for several things at a time of a server that is far away. */
final class Together {
    private static final int MOST = 16;

    private Together() {}

    /** The results in the order of the items; the first failure is thrown when all have ended. */
    static <T, R> List<R> map(Collection<T> items, Function<T, R> work) {
        if (items.size() == 1) {
            return List.of(work.apply(items.iterator().next()));
        }
        var places = new Semaphore(MOST);
        var futures = new ArrayList<Future<R>>(items.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T item : items) {
                places.acquireUninterruptibly();
                futures.add(
                        threads.submit(() -> {
                            try {
                                return work.apply(item);
                            } finally {
                                places.release();
                            }
                        }));
            }
        }
        return futures.stream().map(Together::result).toList();
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("it has ended", e);
        }
    }
}
