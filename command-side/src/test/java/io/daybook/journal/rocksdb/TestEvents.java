package io.daybook.journal.rocksdb;

import io.daybook.journal.EventHeader;
import io.daybook.journal.OpenedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Events of no particular meaning, appended below Axon. */
final class TestEvents {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    private TestEvents() {}

    static OpenedEvent event(String stream, long seq) {
        return event(stream, seq, "event " + seq);
    }

    static OpenedEvent event(String stream, long seq, String payload) {
        return new OpenedEvent(
                stream,
                seq,
                new EventHeader("test.Happened", "1", "Test", stream + "/" + seq, AT),
                payload.getBytes(StandardCharsets.UTF_8),
                "metadata".getBytes(StandardCharsets.UTF_8));
    }

    static CompletableFuture<Void> append(RocksJournal journal, String stream, long... seqs) {
        var events = new ArrayList<OpenedEvent>();
        for (long seq : seqs) {
            events.add(event(stream, seq));
        }
        return journal.appender().append(List.copyOf(events));
    }
}
