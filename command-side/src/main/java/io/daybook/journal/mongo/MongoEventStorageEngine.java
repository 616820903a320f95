package io.daybook.journal.mongo;

import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.journal.CommitTicket;
import io.daybook.journal.Journal;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.EngineAppends;
import io.daybook.journal.engine.EventMessages;
import io.daybook.journal.engine.EventReader;
import io.daybook.journal.engine.SequenceTaken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 * Axon's engine on the journal in MongoDB. An event is known by stream and sequence number, which
 * follow one another without gaps. What is appended to one stream is there as a whole or not at
 * all; an append to several streams, which no aggregate of ours makes, may succeed in some of them.
 *
 * <p>An append waits until it is durable, unless its unit of work carries a {@link CommitTicket}.
 */
public final class MongoEventStorageEngine extends AbstractEventStorageEngine implements Journal {
    private static final Executor ASKING =
            work -> Thread.ofVirtual().name("daybook-confirm").start(work);

    private final EngineAppends appends;
    private final CommitRows rows;
    private final Ends ends;
    private final EventReader reader;
    private final NodeHints heard;
    private final Tracking tracking;
    private final AxonSnapshots snapshots;

    private MongoEventStorageEngine(Builder builder) {
        super(builder);
        MongoJournal journal = builder.journal;
        appends = new EngineAppends(journal.appender(), journal.lanes());
        rows = journal.rows();
        ends = journal.ends();
        heard = journal.heard();
        reader = new EventReader(rows, journal.sealer(), ends);
        tracking = journal.tracking();
        snapshots = journal.axonSnapshots();
    }

    public static Builder builder(MongoJournal journal) {
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
            case null -> tracking.readAfter(NodesToken.start());
            case NodesToken nodes -> tracking.readAfter(nodes);
            default -> throw new IllegalArgumentException("not a token of this store: " + token);
        };
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return Optional.ofNullable(rows.head(stream)).map(head -> head.seq());
    }

    /** Before every event. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return tracking.head() == null ? null : NodesToken.start();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return tracking.head();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        return tracking.at(instant);
    }

    @Override
    public void awaitQuiet(String stream) {
        appends.awaitQuiet(stream);
    }

    @Override
    public void onMovedElsewhere(StreamHeads.Visitor listener) {
        heard.listen(listener);
    }

    @Override
    public CompletableFuture<Void> confirmEnd(String stream, long head) {
        return ends.isOwnAfter(stream, head)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> requireEnd(stream, head), ASKING);
    }

    private void requireEnd(String stream, long head) {
        var found = rows.endsFrom(stream, head);
        if (found.stream().anyMatch(commit -> commit.containsKey(Commit.CLOSED))) {
            throw new Unavailable(stream + " is on its way");
        }
        boolean isEnd = found.stream().allMatch(commit -> Commit.last(commit) <= head);
        if (!isEnd && !ends.isOwnAfter(stream, head)) {
            throw new SequenceTaken(stream, head + 1, Commit.last(found.getLast()));
        }
    }

    /** Takes what every Axon engine takes; the sealer is the journal's. */
    public static final class Builder extends AbstractEventStorageEngine.Builder {
        private final MongoJournal journal;

        private Builder(MongoJournal journal) {
            this.journal = journal;
            persistenceExceptionResolver(SequenceTaken.class::isInstance);
        }

        public MongoEventStorageEngine build() {
            return new MongoEventStorageEngine(this);
        }
    }
}
