package io.daybook.journal.engine;

import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;

/** Reads streams of a log that other nodes append to as well. */
public final class EventReader implements StreamReader {
    /** Elements that are read together: a way to the log costs as much as these. */
    private static final int FEWEST = 128;

    private final StreamPortions rows;
    private final Sealer sealer;
    private final Ends ends;
    private final RecentEvents recent;

    /** Of a log of which nothing is kept in memory. */
    public EventReader(StreamPortions rows, Sealer sealer, Ends ends) {
        this(rows, sealer, ends, new RecentEvents());
    }

    /**
     * @param recent what this node has appended, with the ends of streams that it has seen
     */
    public EventReader(StreamPortions rows, Sealer sealer, Ends ends, RecentEvents recent) {
        this.rows = rows;
        this.sealer = sealer;
        this.ends = ends;
        this.recent = recent;
    }

    /**
     * {@inheritDoc} What comes from memory goes up to the last end of the stream that this node has
     * seen: whoever must see what another node has appended since asks for the end before. An end
     * that is met is remembered.
     */
    @Override
    public Stream<DomainEventData<byte[]>> read(String stream, long from) {
        Head end = ends.last(stream);
        var known = end == null ? null : recent.read(stream, from, end);
        return known != null && sealer.canOpen(stream)
                ? known.stream().map(JournalEventData::new)
                : fromLog(stream, from);
    }

    private Stream<DomainEventData<byte[]>> fromLog(String stream, long from) {
        var ended = new AtomicBoolean();
        return Portions.stream(
                        from,
                        Long.MAX_VALUE - 1,
                        StreamPortions.MOST,
                        (next, most) ->
                                ended.get() ? List.of() : portion(stream, next, most, ended),
                        StoredEvent::seq)
                .map(event -> new JournalEventData(sealer.open(event)));
    }

    private List<StoredEvent> portion(String stream, long from, int most, AtomicBoolean ended) {
        var portion = rows.portion(stream, from, Math.max(FEWEST, most));
        var events = portion.events();
        ended.set(portion.isEnd());
        if (!events.isEmpty()) {
            ends.seen(stream, new Head(events.getLast().seq(), events.getLast().hash()));
        }
        return events;
    }

    @Override
    public long last(String stream) {
        return rows.last(stream);
    }
}
