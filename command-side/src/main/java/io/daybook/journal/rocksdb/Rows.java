package io.daybook.journal.rocksdb;

import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import java.time.Instant;
import java.util.Arrays;

/** The rows of events, heads and the global order. */
final class Rows {
    /** One step of the global order: which event it is, and when it happened. */
    record Step(String stream, long seq, Instant at) {}

    private Rows() {}

    static byte[] eventKey(String stream, long seq) {
        return Keys.of(Keys.name(stream), Keys.number(seq));
    }

    static byte[] event(StoredEvent event) {
        return Keys.of(event.hash(), event.sealed());
    }

    static StoredEvent event(String stream, long seq, byte[] value) {
        return new StoredEvent(
                stream,
                seq,
                Arrays.copyOf(value, StoredEvent.HASH_OCTETS),
                Arrays.copyOfRange(value, StoredEvent.HASH_OCTETS, value.length));
    }

    static byte[] head(Head head) {
        return Keys.of(Keys.number(head.seq()), head.hash());
    }

    static Head head(byte[] value) {
        return new Head(
                Keys.number(value, 0), Arrays.copyOfRange(value, Long.BYTES, value.length));
    }

    static byte[] step(Step step) {
        var out = new BinaryFieldWriter();
        out.text("stream", step.stream());
        out.number("seq", step.seq());
        out.number("seconds", step.at().getEpochSecond());
        out.number("nanos", step.at().getNano());
        return out.toByteArray();
    }

    static Step step(byte[] value) {
        var in = new BinaryFieldReader(value);
        return new Step(
                in.requiredText("stream"),
                in.number("seq"),
                Instant.ofEpochSecond(in.number("seconds"), in.number("nanos")));
    }
}
