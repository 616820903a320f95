package io.daybook.email.jmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does many pieces of work of one call at the same time, a few of all calls together. */
final class Crew {
    private final Semaphore places;

    Crew(int places) {
        this.places = new Semaphore(places, true);
    }

    /** The results in the order of the items; the first failure is thrown when all have ended. */
    <T, R> List<R> map(List<T> items, Function<T, R> work) {
        if (items.size() == 1) {
            return List.of(work.apply(items.getFirst()));
        }
        var futures = new ArrayList<Future<R>>(items.size());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T item : items) {
                futures.add(executor.submit(() -> inPlace(item, work)));
            }
        }
        var results = new ArrayList<R>(items.size());
        futures.forEach(future -> results.add(result(future)));
        return results;
    }

    private <T, R> R inPlace(T item, Function<T, R> work) {
        places.acquireUninterruptibly();
        try {
            return work.apply(item);
        } finally {
            places.release();
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
