package io.daybook.blob.jmap;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The memory that messages may take together while they are parsed, read or composed: a few huge
 * ones at the same time would fill the heap.
 */
public final class Workspace {
    private final int kilobytes;
    private final Semaphore free;

    public Workspace(long octets) {
        this.kilobytes = (int) Math.clamp(octets >> 10, 1, Integer.MAX_VALUE);
        this.free = new Semaphore(kilobytes, true);
    }

    /**
     * Does the work when there is room for it; never to be nested.
     *
     * @param octets that the work needs; more than there are is all of them
     */
    public <T> T use(long octets, Supplier<T> work) {
        int need = (int) Math.clamp(octets >> 10, 1, kilobytes);
        free.acquireUninterruptibly(need);
        try {
            return work.get();
        } finally {
            free.release(need);
        }
    }
}
