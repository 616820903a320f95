package io.daybook.journal.rocksdb;

import io.daybook.core.Unavailable;
import io.daybook.journal.CommitTicket;
import io.daybook.journal.Journal;
import io.daybook.journal.StreamClosed;
import io.daybook.journal.engine.EventMessages;
import io.daybook.journal.engine.SequenceTaken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's engine on the journal. An event is known by stream and sequence number, which follow one
 * another without gaps; the identifier of its message is kept, but need not be unique.
 *
 * <p>An append waits until it is durable, unless its unit of work carries a {@link CommitTicket}.
 */
public final class RocksEventStorageEngine extends AbstractEventStorageEngine implements Journal {
    private final Appender appender;
    private final Tails tails;
    private final EventReader reader;
    private final AxonSnapshots snapshots;

    private RocksEventStorageEngine(Builder builder) {
        super(builder);
        RocksJournal journal = builder.journal;
        appender = journal.appender();
        tails = journal.tails();
        reader = new EventReader(journal);
        snapshots = new AxonSnapshots(journal.db(), journal.sealer());
    }

    public static Builder builder(RocksJournal journal) {
        return new Builder(journal);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        CommitTicket ticket = CommitTicket.current();
        try {
            CompletableFuture<Void> durable =
                    appender.append(EventMessages.opened(events, serializer));
            if (ticket == null) {
                Failures.await(durable);
            } else {
                ticket.follow(durable);
            }
        } catch (StreamClosed e) {
            throw new Unavailable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            handlePersistenceException(e, events.getFirst());
        }
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        snapshots.store(EventMessages.opened(snapshot, serializer));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return snapshots.latest(stream).stream();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String stream, long from) {
        return reader.read(stream, from);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(
            @Nullable TrackingToken token, boolean mayBlock) {
        return reader.readAfter(index(token));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        long head = tails.durable(stream).seq();
        return head < 0 ? Optional.empty() : Optional.of(head);
    }

    /** Before every event. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return reader.lastIndex() < 0 ? null : new GlobalSequenceTrackingToken(-1);
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        long last = reader.lastIndex();
        return last < 0 ? null : new GlobalSequenceTrackingToken(last);
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        long first = reader.firstIndexAt(instant);
        return first < 0 ? createHeadToken() : new GlobalSequenceTrackingToken(first - 1);
    }

    @Override
    public void awaitQuiet(String stream) {
        for (var pending = tails.pending(stream);
                pending != null;
                pending = tails.pending(stream)) {
            // A failure is told to whoever appended; here it only means that it is over.
            pending.handle((done, failure) -> Boolean.TRUE).join();
        }
    }

    private static long index(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> -1;
            case GlobalSequenceTrackingToken global -> global.getGlobalIndex();
            default -> throw new IllegalArgumentException("not a token of this store: " + token);
        };
    }

    /** Takes what every Axon engine takes; the sealer is the journal's. */
    public static final class Builder extends AbstractEventStorageEngine.Builder {
        private final RocksJournal journal;

        private Builder(RocksJournal journal) {
            this.journal = journal;
            persistenceExceptionResolver(SequenceTaken.class::isInstance);
        }

        public RocksEventStorageEngine build() {
            return new RocksEventStorageEngine(this);
        }
    }
}
