package io.daybook.journal.rocksdb;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StreamErased;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;

/** Reads and opens events, a bounded portion at a time, as the consumer of the stream asks. */
final class EventReader {
    private final EventRows rows;
    private final Sealer sealer;

    EventReader(EventRows rows, Sealer sealer) {
        this.rows = rows;
        this.sealer = sealer;
    }

    /** The durable events of a stream. Nothing beyond its head, whatever a crash left there. */
    Stream<DomainEventData<byte[]>> read(String stream, long from) {
        var head = rows.head(stream);
        if (head == null) {
            return Stream.empty();
        }
        return portions(from, next -> rows.read(stream, next), StoredEvent::seq)
                .takeWhile(event -> event.seq() <= head.seq())
                .map(event -> new JournalEventData(sealer.open(event)));
    }

    /** The events after an index of the global order, but those of erased streams. */
    Stream<TrackedEventData<byte[]>> readAfter(long index) {
        return portions(index + 1, next -> rows.readAfter(next - 1), EventRows.Placed::index)
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
                    placed.event().stream().equals(Appender.NO_STREAM)
                            ? new JournalEventData.Loose(token, data)
                            : new TrackedDomainEventData<>(token, data));
        } catch (StreamErased e) {
            return Optional.empty();
        }
    }

    private interface Portion<T> extends LongFunction<List<T>> {}

    private interface Number<T> {
        long of(T element);
    }

    /** Element after element; the next portion is read when the one before is used up. */
    private static <T> Stream<T> portions(long from, Portion<T> portion, Number<T> number) {
        return Stream.iterate(
                        portion.apply(from),
                        some -> !some.isEmpty(),
                        some -> portion.apply(number.of(some.getLast()) + 1))
                .flatMap(List::stream);
    }

    static DomainEventData<byte[]> data(OpenedEvent event) {
        return new JournalEventData(event);
    }
}
