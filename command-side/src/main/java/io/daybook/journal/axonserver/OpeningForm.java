package io.daybook.journal.axonserver;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.event.Event;
import io.daybook.core.codec.RecordCodec;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.StreamRegistry.Opened;
import io.daybook.journal.engine.StreamRegistry.Opening;
import java.util.List;

/** The event that tells those who follow the log of streams that have arrived. */
final class OpeningForm {
    private static final String TYPE = "daybook.StreamsArrived";

    private static final RecordCodec<Opening> CODEC =
            RecordCodec.of(
                    (opening, out) -> {
                        out.text("id", opening.id());
                        out.text("by", opening.by());
                        out.list(
                                "streams",
                                opening.streams(),
                                (one, each) -> {
                                    each.text("stream", one.stream());
                                    each.text("arrival", one.arrival());
                                    each.number("seq", one.head().seq());
                                    each.bytes("hash", one.head().hash());
                                });
                    },
                    in ->
                            new Opening(
                                    in.requiredText("id"),
                                    in.requiredText("by"),
                                    in.list(
                                            "streams",
                                            each ->
                                                    new Opened(
                                                            each.requiredText("stream"),
                                                            each.requiredText("arrival"),
                                                            new Head(
                                                                    each.number("seq"),
                                                                    each.bytes("hash"))))));

    private OpeningForm() {}

    static Event encode(Opening opening, String node, long millis) {
        return EventForm.own(
                Places.opening(opening.id()),
                TYPE,
                node,
                millis,
                ByteString.copyFrom(CODEC.encode(opening)));
    }

    static List<Opened> decode(Event event) {
        return CODEC.decode(event.getPayload().getData().toByteArray()).streams();
    }
}
