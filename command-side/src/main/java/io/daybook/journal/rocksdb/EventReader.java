package io.daybook.journal.rocksdb;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StreamErased;
import io.daybook.journal.engine.EventMessages;
import io.daybook.journal.engine.JournalEventData;
import io.daybook.journal.engine.Portions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;

/** Reads and opens events, a bounded portion at a time, as the consumer of the stream asks. */
final class EventReader {
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

    /** The durable events of a stream. Nothing beyond its head, whatever a crash left there. */
    Stream<DomainEventData<byte[]>> read(String stream, long from) {
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

    /** The events after an index of the global order, but those of erased streams. */
    Stream<TrackedEventData<byte[]>> readAfter(long index) {
        return Portions.stream(
                        index + 1,
                        Long.MAX_VALUE - 1,
                        EventRows.EVENTS,
                        (next, most) -> rows.readAfter(next - 1, most),
                        EventRows.Placed::index)
                .flatMap(placed -> tracked(placed).stream());
    }

    long lastIndex() {
        return rows.lastIndex();
    }

    long firstIndexAt(Instant instant) {
        return rows.firstIndexAt(instant);
    }

    private Optional<TrackedEventData<byte[]>> tracked(EventRows.Placed placed) {
        try {
            var data = new JournalEventData(sealer.open(placed.event()));
            var token = new GlobalSequenceTrackingToken(placed.index());
            return Optional.of(
                    placed.event().stream().equals(EventMessages.NO_STREAM)
                            ? new JournalEventData.Loose(token, data)
                            : new TrackedDomainEventData<>(token, data));
        } catch (StreamErased e) {
            return Optional.empty();
        }
    }

    static DomainEventData<byte[]> data(OpenedEvent event) {
        return new JournalEventData(event);
    }
}
