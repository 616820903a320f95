package io.daybook.aggregate;

import java.util.concurrent.CompletableFuture;

/**
 * Where the aggregates of one type live between commands. All methods but {@link #failed} are
 * called under the lock of the stream.
 *
 * @param <T> the aggregate with its state
 */
public interface Residence<T> {
    /** The aggregate as the stream tells; a new one when the stream is empty. */
    T enter(String stream);

    /** The sequence number of the last event that the aggregate has taken, -1 when none. */
    long head(T aggregate);

    /**
     * The command is over and its events are queued.
     *
     * @param durable when they are durable; done when nothing was appended or nothing is waited for
     */
    void appended(String stream, T aggregate, CompletableFuture<Void> durable);

    /** What a command that appended nothing has to wait for: that what it saw is durable. */
    CompletableFuture<Void> pending(T aggregate);

    /** The aggregate took events that never will be: it must not be met again. */
    void failed(String stream, T aggregate);
}
