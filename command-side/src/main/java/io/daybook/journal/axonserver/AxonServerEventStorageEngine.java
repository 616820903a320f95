package io.daybook.journal.axonserver;

import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.journal.Journal;
import io.daybook.journal.engine.EngineAppends;
import io.daybook.journal.engine.EventMessages;
import io.daybook.journal.engine.EventReader;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.journal.engine.SmallSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's engine on the journal in Axon Server. An event is known by stream and sequence number,
 * which follow one another without gaps. What is appended to one stream is there as a whole or not
 * at all; an append to several streams, which no aggregate of ours makes, may succeed in some.
 *
 * <p>An append waits until it is durable, unless its unit of work carries a {@link
 * io.daybook.journal.CommitTicket}.
 */
public final class AxonServerEventStorageEngine extends AbstractEventStorageEngine
        implements Journal {
    /** The place of the identity of the log, before the first event. */
    private static final long START = 0;

    private static final Executor ASKING =
            work -> Thread.ofVirtual().name("daybook-confirm").start(work);

    private final AxonServerJournal journal;
    private final EngineAppends appends;
    private final EventReader reader;
    private final Tracking tracking;
    private final SmallSnapshots snapshots;

    private AxonServerEventStorageEngine(Builder builder) {
        super(builder);
        journal = builder.journal;
        appends = new EngineAppends(journal.appender(), journal.lanes());
        reader = new EventReader(journal.log(), journal.sealer(), journal.ends());
        tracking = journal.tracking();
        snapshots = journal.smallSnapshots();
    }

    public static Builder builder(AxonServerJournal journal) {
        return new Builder(journal);
    }

    @Override
    public void begin(UnitOfWork<?> work, String stream) {
        appends.begin(work, stream);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        try {
            appends.append(EventMessages.opened(events, serializer));
        } catch (Unavailable e) {
            throw e;
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
        return switch (token) {
            case null -> tracking.readAfter(START);
            case GlobalSequenceTrackingToken global -> tracking.readAfter(global.getGlobalIndex());
            default -> throw new IllegalArgumentException("not a token of this store: " + token);
        };
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        long last = journal.log().last(stream);
        return last < 0 ? Optional.empty() : Optional.of(last);
    }

    /** Before every event. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return tracking.last() <= START ? null : new GlobalSequenceTrackingToken(START);
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        long last = tracking.last();
        return last <= START ? null : new GlobalSequenceTrackingToken(last);
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        if (!instant.isAfter(Instant.EPOCH)) {
            return createTailToken();
        }
        long before = tracking.before(instant);
        return before < 0 ? createHeadToken() : new GlobalSequenceTrackingToken(before);
    }

    @Override
    public void awaitQuiet(String stream) {
        appends.awaitQuiet(stream);
    }

    @Override
    public void onMovedElsewhere(StreamHeads.Visitor listener) {
        journal.feed().listen(listener);
    }

    @Override
    public CompletableFuture<Void> confirmEnd(String stream, long head) {
        return journal.ends().isOwnAfter(stream, head)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> requireEnd(stream, head), ASKING);
    }

    /** The end first: a stream that is here afterwards was here then. */
    private void requireEnd(String stream, long head) {
        long last = journal.log().last(stream);
        journal.absences().confirm(stream);
        if (last > head && !journal.ends().isOwnAfter(stream, head)) {
            throw new SequenceTaken(stream, head + 1, last);
        }
    }

    /** Takes what every Axon engine takes; the sealer is the journal's. */
    public static final class Builder extends AbstractEventStorageEngine.Builder {
        private final AxonServerJournal journal;

        private Builder(AxonServerJournal journal) {
            this.journal = journal;
            persistenceExceptionResolver(SequenceTaken.class::isInstance);
        }

        public AxonServerEventStorageEngine build() {
            return new AxonServerEventStorageEngine(this);
        }
    }
}
