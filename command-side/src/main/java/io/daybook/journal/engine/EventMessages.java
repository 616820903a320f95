package io.daybook.journal.engine;

import io.daybook.journal.EventHeader;
import io.daybook.journal.OpenedEvent;
import java.util.HashSet;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Axon's messages as events to be sealed. */
public final class EventMessages {
    /** Events of no aggregate share this stream; their numbers are given by the journal. */
    public static final String NO_STREAM = "";

    private EventMessages() {}

    /**
     * @throws SequenceTaken when two of them have the same identifier
     */
    public static List<OpenedEvent> opened(
            List<? extends EventMessage<?>> events, Serializer serializer) {
        var ids = new HashSet<String>();
        for (EventMessage<?> event : events) {
            if (!ids.add(event.getIdentifier())) {
                throw new SequenceTaken(event.getIdentifier());
            }
        }
        return events.stream().map(event -> opened(event, serializer)).toList();
    }

    public static OpenedEvent opened(EventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metadata = event.serializeMetaData(serializer, byte[].class);
        var domain = event instanceof DomainEventMessage<?> message ? message : null;
        var header =
                new EventHeader(
                        payload.getType().getName(),
                        payload.getType().getRevision(),
                        domain == null ? null : domain.getType(),
                        event.getIdentifier(),
                        event.getTimestamp());
        return new OpenedEvent(
                domain == null ? NO_STREAM : domain.getAggregateIdentifier(),
                domain == null ? 0 : domain.getSequenceNumber(),
                header,
                payload.getData(),
                metadata.getData());
    }

    /** The event with the number that the journal gave it. */
    public static OpenedEvent numbered(OpenedEvent event, long seq) {
        return new OpenedEvent(
                event.stream(), seq, event.header(), event.payload(), event.metadata());
    }
}
