package io.daybook.journal.axonserver;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.daybook.journal.EventHeader;
import io.daybook.journal.EventOpener;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.StoredEvent;

/**
 * An event as Axon Server keeps it. Its payload is our hash and our sealed octets, and these alone
 * are ever read; type, time and the like are repeated outside for those who look at Axon Server.
 */
final class EventForm {
    private static final String NODE = "node";
    private static final String ARRIVES = "arrives";

    /** Axon Server checks the sequence numbers of events that have one. */
    private static final String NO_TYPE = "daybook";

    private EventForm() {}

    /**
     * @param node that appends it
     * @param arrives whether it is hidden until its arrival is opened
     */
    static Event encode(StoredEvent event, String aggregate, String node, boolean arrives) {
        EventHeader header = EventOpener.header(event);
        var octets = ByteString.copyFrom(event.hash()).concat(ByteString.copyFrom(event.sealed()));
        var encoded =
                Event.newBuilder()
                        .setMessageIdentifier(header.id())
                        .setAggregateIdentifier(aggregate)
                        .setAggregateSequenceNumber(event.seq())
                        .setAggregateType(
                                header.aggregateType() == null ? NO_TYPE : header.aggregateType())
                        .setTimestamp(header.at().toEpochMilli())
                        .setPayload(
                                SerializedObject.newBuilder()
                                        .setType(header.type())
                                        .setRevision(header.form().revision())
                                        .setData(octets))
                        .putMetaData(NODE, text(node));
        if (arrives) {
            encoded.putMetaData(ARRIVES, MetaDataValue.newBuilder().setBooleanValue(true).build());
        }
        return encoded.build();
    }

    /** An event of the journal itself, of no stream. */
    static Event own(String aggregate, String type, String node, long millis, ByteString octets) {
        return Event.newBuilder()
                .setMessageIdentifier(aggregate)
                .setAggregateIdentifier(aggregate)
                .setAggregateSequenceNumber(0)
                .setAggregateType(NO_TYPE)
                .setTimestamp(millis)
                .setPayload(
                        SerializedObject.newBuilder()
                                .setType(type)
                                .setRevision("1")
                                .setData(octets))
                .putMetaData(NODE, text(node))
                .build();
    }

    private static MetaDataValue text(String value) {
        return MetaDataValue.newBuilder().setTextValue(value).build();
    }

    /**
     * @throws JournalFailure when it is no event of ours
     */
    static StoredEvent decode(String stream, Event event) {
        byte[] octets = event.getPayload().getData().toByteArray();
        if (octets.length <= StoredEvent.HASH_OCTETS) {
            throw new JournalFailure(
                    "Axon Server has an event in "
                            + event.getAggregateIdentifier()
                            + " that Daybook did not write: give it a context of its own.");
        }
        byte[] hash = new byte[StoredEvent.HASH_OCTETS];
        byte[] sealed = new byte[octets.length - hash.length];
        System.arraycopy(octets, 0, hash, 0, hash.length);
        System.arraycopy(octets, hash.length, sealed, 0, sealed.length);
        return new StoredEvent(stream, event.getAggregateSequenceNumber(), hash, sealed);
    }

    static boolean arrives(Event event) {
        return event.containsMetaData(ARRIVES);
    }

    static boolean isOf(String node, Event event) {
        var by = event.getMetaDataMap().get(NODE);
        return by != null && node.equals(by.getTextValue());
    }
}
