package io.daybook.journal.rocksdb;

import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.engine.JournalEventData;
import io.daybook.journal.engine.Portions;
import io.daybook.journal.engine.RecentEvents;
import io.daybook.journal.engine.StreamReader;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;

/** Reads streams, the newest events from memory. */
final class EventReader implements StreamReader {
    private final EventRows rows;
    private final Sealer sealer;
    private final Tails tails;
    private final RecentEvents recent;

    EventReader(RocksJournal journal) {
        rows = journal.rows();
        sealer = journal.sealer();
        tails = journal.tails();
        recent = journal.recent();
    }

    /** {@inheritDoc} Nothing beyond the head of the stream, whatever a crash left there. */
    @Override
    public Stream<DomainEventData<byte[]>> read(String stream, long from) {
        var known = recent.read(stream, from, tails.durable(stream));
        if (known != null && sealer.canOpen(stream)) {
            return known.stream().map(JournalEventData::new);
        }
        var head = rows.head(stream);
        if (head == null) {
            return Stream.empty();
        }
        return Portions.stream(
                        from,
                        head.seq(),
                        EventRows.EVENTS,
                        (next, most) -> rows.read(stream, next, most),
                        StoredEvent::seq)
                .map(event -> new JournalEventData(sealer.open(event)));
    }

    @Override
    public long last(String stream) {
        return tails.durable(stream).seq();
    }
}
