package io.daybook.core.jmap;

import io.daybook.core.Unavailable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that large requests may take together. Parsed JSON is much larger than its text, up to
 * {@value #BLOAT} times for nothing but braces: without this a few hostile requests fill the heap.
 */
public final class Memory {
    private static final int BLOAT = 30;
    private static final int SMALL = 64 << 10;
    private static final int PATIENCE_SECONDS = 20;

    private final int total;
    private final Semaphore kilobytes;

    Memory(long octets) {
        this.total = (int) Math.max(1, Math.min(Integer.MAX_VALUE, octets >> 10));
        this.kilobytes = new Semaphore(total, true);
    }

    /** Taken until closed. */
    public interface Taken extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the room that a body of this size needs; small ones need none.
     *
     * @throws Unavailable when others keep it for too long
     */
    Taken take(int size) {
        if (size <= SMALL) {
            return () -> {};
        }
        int need = (int) Math.min(total, ((long) size * BLOAT) >> 10);
        try {
            if (!kilobytes.tryAcquire(need, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable("no memory for a large request");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server stops");
        }
        return () -> kilobytes.release(need);
    }
}
