package io.daybook.journal;

import io.daybook.core.StreamHeads;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store without a producer thread or a cache: its tracking streams sleep until the
 * journal says that a stream has moved, which is when an event is durable and not before.
 */
public final class JournalEventStore extends AbstractEventStore {
    private final StreamHeads heads;

    public JournalEventStore(EventStorageEngine engine, StreamHeads heads) {
        super(new Builder().storageEngine(engine));
        this.heads = heads;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken after) {
        return new JournalEventStream(storageEngine(), heads, after);
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
