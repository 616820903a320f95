package io.daybook.account.projection;

import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Reads pieces on threads of its own, a few ahead of the one that is being used. */
final class ReadAhead {
    private static final int AHEAD = 4;
    private static final int READERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

    private ReadAhead() {}

    /**
     * Hands the pieces 0 to {@code pieces - 1} over in order, on the thread that calls; a single
     * one is read there too. What reading throws is thrown here, and nothing of it goes on.
     */
    static <T> void forEach(int pieces, IntFunction<T> read, Consumer<T> use) {
        if (pieces == 1) {
            use.accept(read.apply(0));
            return;
        }
        try (var readers =
                Executors.newFixedThreadPool(
                        READERS, Thread.ofPlatform().name("daybook-load-", 0).factory())) {
            var ahead = new ArrayDeque<Future<T>>();
            for (int next = 0; next < pieces || !ahead.isEmpty(); ) {
                while (next < pieces && ahead.size() < AHEAD + READERS) {
                    int piece = next++;
                    ahead.add(readers.submit(() -> read.apply(piece)));
                }
                use.accept(get(ahead.remove()));
            }
        }
    }

    private static <T> T get(Future<T> piece) {
        try {
            return piece.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an account was loaded", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("an account cannot be loaded", e);
        }
    }
}
