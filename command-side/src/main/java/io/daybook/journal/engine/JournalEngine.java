package io.daybook.journal.engine;

import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.journal.CommitTicket;
import io.daybook.journal.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's engine on any journal. An event is known by stream and sequence number, which follow one
 * another without gaps; the identifier of its message is kept, but need not be unique.
 *
 * <p>An append waits until it is durable, unless its unit of work carries a {@link CommitTicket}.
 */
public final class JournalEngine extends AbstractEventStorageEngine implements Journal {
    private static final Executor ASKING =
            work -> Thread.ofVirtual().name("daybook-confirm").start(work);

    private final Parts parts;

    /** What a journal brings. */
    public record Parts(
            AppendQueue queue,
            StreamReader streams,
            TrackedEvents tracked,
            SmallSnapshots snapshots,
            OtherNodes others) {}

    private JournalEngine(Builder builder) {
        super(builder);
        parts = builder.parts;
    }

    public static Builder builder(Parts parts) {
        return new Builder(parts);
    }

    @Override
    public void begin(UnitOfWork<?> work, String stream) {
        parts.queue().begin(work, stream);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        CommitTicket ticket = CommitTicket.current();
        try {
            var durable = parts.queue().append(EventMessages.opened(events, serializer));
            if (ticket == null) {
                await(durable);
            } else {
                ticket.follow(durable);
            }
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            handlePersistenceException(e, events.getFirst());
        }
    }

    private static void await(CompletableFuture<Void> durable) {
        try {
            durable.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void awaitQuiet(String stream) {
        for (var pending = parts.queue().pending(stream);
                pending != null;
                pending = parts.queue().pending(stream)) {
            // A failure is told to whoever appended; here it only means that it is over.
            pending.handle((done, failure) -> Boolean.TRUE).join();
        }
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        parts.snapshots().store(EventMessages.opened(snapshot, serializer));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return parts.snapshots().latest(stream).stream();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String stream, long from) {
        return parts.streams().read(stream, from);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(
            @Nullable TrackingToken token, boolean mayBlock) {
        return parts.tracked().after(token);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        long last = parts.streams().last(stream);
        return last < 0 ? Optional.empty() : Optional.of(last);
    }

    /** Before every event. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return parts.tracked().tail();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return parts.tracked().head();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        return parts.tracked().at(instant);
    }

    @Override
    public void onMovedElsewhere(StreamHeads.Visitor listener) {
        parts.others().onMoved(listener);
    }

    @Override
    public CompletableFuture<Void> confirmEnd(String stream, long head) {
        return parts.others().isOwnAfter(stream, head)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> parts.others().requireEnd(stream, head), ASKING);
    }

    /** Takes what every Axon engine takes; the sealer is the journal's. */
    public static final class Builder extends AbstractEventStorageEngine.Builder {
        private final Parts parts;

        private Builder(Parts parts) {
            this.parts = parts;
            persistenceExceptionResolver(SequenceTaken.class::isInstance);
        }

        public JournalEngine build() {
            return new JournalEngine(this);
        }
    }
}
