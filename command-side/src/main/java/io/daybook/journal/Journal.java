package io.daybook.journal;

import io.daybook.core.StreamHeads;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** What a repository needs of the journal beyond Axon's engine. */
public interface Journal {
    /**
     * Waits until nothing of the stream is queued: what was appended before is durable or has
     * failed, and a load sees exactly what is durable.
     */
    void awaitQuiet(String stream);

    /**
     * A unit of work begins to look at the stream. Its appends to it are refused as conflicts when
     * something that it may have seen was queued and has failed since.
     */
    default void begin(UnitOfWork<?> work, String stream) {
        // With one writer the numbers of the events tell.
    }

    /**
     * Completes when the stream ended at this event at some time since the call, or when no other
     * node could have gone on; fails as a conflict when one has. For an answer that appends
     * nothing, given on what is in memory.
     *
     * @param head -1 for an empty stream
     */
    default CompletableFuture<Void> confirmEnd(String stream, long head) {
        return CompletableFuture.completedFuture(null);
    }

    /** Hints, on a thread of the journal's own, that another node has moved a stream. */
    default void onMovedElsewhere(StreamHeads.Visitor listener) {
        // There is no other.
    }
}
