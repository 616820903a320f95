package io.daybook.journal.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.daybook.core.Unavailable;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.CommitLog;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.StreamPortions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An aggregate of Axon Server for each stream, a transaction for each commit. */
final class AxonServerLog implements CommitLog, StreamPortions {
    /**
     * A message of gRPC has 4 MB unless Axon Server is told otherwise; type and the like need some.
     */
    private static final long EVENT_OCTETS = (4L << 20) - (16L << 10);

    private static final long OCTETS = 8L << 20;

    /** One less than Axon Server refuses. */
    private static final int EVENTS = 32_766;

    static final Limits LIMITS = new Limits(OCTETS, EVENT_OCTETS, EVENTS);

    private static final Portion NOTHING = new Portion(List.of(), true);

    private final Aggregates aggregates;
    private final Appending appending;
    private final Places places;
    private final Absences absences;
    private final Ends ends;
    private final String node;

    AxonServerLog(
            Aggregates aggregates,
            Appending appending,
            Places places,
            Absences absences,
            Ends ends,
            String node) {
        this.aggregates = aggregates;
        this.appending = appending;
        this.places = places;
        this.absences = absences;
        this.ends = ends;
        this.node = node;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Whoever holds a stream, or begins its arrival, says so first and reads its end then. Here
     * it is asked after the events are there, so that of the two at least one sees the other.
     */
    @Override
    public void append(List<StoredEvent> events, Instant at) {
        String stream = events.getFirst().stream();
        absences.requireOpen(stream);
        String aggregate = places.of(stream);
        if (aggregate == null) {
            throw onItsWay(stream);
        }
        write(events, aggregate, false);
        if (places.settled(stream) == null && !places.settle(stream)) {
            throw onItsWay(stream);
        }
        absences.confirm(stream);
    }

    private static Unavailable onItsWay(String stream) {
        return new Unavailable("nothing is appended to " + stream + " now: it is on its way");
    }

    /**
     * Writes events into an aggregate.
     *
     * @param arrives whether they are hidden until their arrival is opened
     */
    void write(List<StoredEvent> events, String aggregate, boolean arrives) {
        appending.append(
                events.getFirst().stream(),
                events.stream()
                        .map(event -> EventForm.encode(event, aggregate, node, arrives))
                        .toList());
    }

    @Override
    public @Nullable Head head(String stream) {
        String aggregate = places.of(stream);
        long last = aggregate == null ? -1 : aggregates.last(aggregate);
        if (aggregate == null || last < 0) {
            return null;
        }
        if (!isPlace(stream)) {
            return head(stream);
        }
        Head known = ends.last(stream);
        if (known != null && known.seq() == last) {
            return known;
        }
        var tail = aggregates.readFrom(aggregate, last).events();
        if (tail.isEmpty()) {
            throw new Unavailable("Axon Server does not show the event " + last + " of " + stream);
        }
        StoredEvent end = EventForm.decode(stream, tail.getLast());
        Head head = new Head(end.seq(), end.hash());
        ends.seen(stream, head);
        return head;
    }

    @Override
    public long last(String stream) {
        String aggregate = places.of(stream);
        return aggregate == null ? -1 : aggregates.last(aggregate);
    }

    /** The last number of the aggregate that has the name of the stream, whatever arrives. */
    long lastOfName(String stream) {
        return aggregates.last(stream);
    }

    @Override
    public Portion portion(String stream, long from, int most) {
        String aggregate = places.of(stream);
        if (aggregate == null) {
            return NOTHING;
        }
        long last = from + Math.max(most, 2) - 1;
        var part = aggregates.read(aggregate, from, last);
        if (!part.events().isEmpty() && !isPlace(stream)) {
            return portion(stream, from, most);
        }
        var events = decoded(stream, part.events());
        boolean isEnd = !part.isCut() && (events.isEmpty() || events.getLast().seq() < last);
        return new Portion(events, isEnd);
    }

    /** What was seen is of the stream, unless an arrival of it began meanwhile. */
    private boolean isPlace(String stream) {
        return places.settled(stream) != null || places.settle(stream);
    }

    private static List<StoredEvent> decoded(String stream, List<Event> events) {
        return events.stream().map(event -> EventForm.decode(stream, event)).toList();
    }

    @Override
    public Limits limits() {
        return LIMITS;
    }
}
