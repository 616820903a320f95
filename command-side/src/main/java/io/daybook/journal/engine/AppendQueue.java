package io.daybook.journal.engine;

import io.daybook.journal.OpenedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Where appends wait until they are durable. */
public interface AppendQueue {
    /**
     * Queues the events.
     *
     * @return completes when they are durable
     * @throws SequenceTaken when a number is not the next of its stream
     * @throws io.daybook.core.Unavailable when nobody may append to a stream now
     * @throws io.daybook.journal.JournalFailure when they cannot be made durable
     */
    CompletableFuture<Void> append(List<OpenedEvent> events);

    /** The newest append of the stream that is queued, or null. */
    @Nullable CompletableFuture<Void> pending(String stream);

    /** A unit of work begins to look at the stream ({@link io.daybook.journal.Journal#begin}). */
    default void begin(UnitOfWork<?> work, String stream) {
        // With one writer the numbers of the events tell.
    }
}
