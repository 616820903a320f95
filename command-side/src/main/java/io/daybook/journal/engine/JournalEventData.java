package io.daybook.journal.engine;

import io.daybook.journal.OpenedEvent;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** An opened event as Axon takes it. */
public record JournalEventData(OpenedEvent event) implements DomainEventData<byte[]> {
    @Override
    public @Nullable String getType() {
        return event.header().aggregateType();
    }

    @Override
    public String getAggregateIdentifier() {
        return event.stream();
    }

    @Override
    public long getSequenceNumber() {
        return event.seq();
    }

    @Override
    public String getEventIdentifier() {
        return event.header().id();
    }

    @Override
    public Instant getTimestamp() {
        return event.header().at();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(event.metadata(), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(
                event.payload(), byte[].class, event.header().type(), event.header().revision());
    }

    /** The event at a place among those of all streams. */
    public TrackedEventData<byte[]> at(TrackingToken token) {
        return event.stream().equals(EventMessages.NO_STREAM)
                ? new Loose(token, this)
                : new TrackedDomainEventData<>(token, this);
    }

    /** An event of no aggregate. */
    private record Loose(TrackingToken trackingToken, JournalEventData data)
            implements TrackedEventData<byte[]> {
        @Override
        public String getEventIdentifier() {
            return data.getEventIdentifier();
        }

        @Override
        public Instant getTimestamp() {
            return data.getTimestamp();
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return data.getMetaData();
        }

        @Override
        public SerializedObject<byte[]> getPayload() {
            return data.getPayload();
        }
    }
}
