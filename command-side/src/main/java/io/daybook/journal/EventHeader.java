package io.daybook.journal;

import io.daybook.core.codec.RecordCodec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of an event is readable without its key, but authenticated by the seal and the chain.
 *
 * @param aggregateType the kind of the stream's aggregate, null for an event of no aggregate
 * @param id of the event's message: no identity of its own, that is stream and sequence number
 */
public record EventHeader(
        String type,
        @Nullable String revision,
        @Nullable String aggregateType,
        String id,
        Instant at) {
    static final RecordCodec<EventHeader> CODEC =
            RecordCodec.of(
                    (header, out) -> {
                        out.text("type", header.type());
                        out.text("revision", header.revision());
                        out.text("aggregateType", header.aggregateType());
                        out.text("id", header.id());
                        out.number("seconds", header.at().getEpochSecond());
                        out.number("nanos", header.at().getNano());
                    },
                    in ->
                            new EventHeader(
                                    in.requiredText("type"),
                                    in.text("revision"),
                                    in.text("aggregateType"),
                                    in.requiredText("id"),
                                    Instant.ofEpochSecond(
                                            in.number("seconds"), in.number("nanos"))));

    /** How the payload is stored. */
    public Form form() {
        return new Form(type, revision == null ? "" : revision);
    }
}
