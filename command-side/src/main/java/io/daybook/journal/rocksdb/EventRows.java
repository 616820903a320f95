package io.daybook.journal.rocksdb;

import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads stored events, in bounded portions: of one stream, or in the global order. */
final class EventRows implements StoredEvents {
    /** An event and its place in the global order. */
    record Placed(long index, Instant at, StoredEvent event) {}

    /** Events in a portion, at most. */
    static final int EVENTS = 512;

    private static final int OCTETS = 1 << 20;
    private static final byte[] ALL = {};

    private final JournalDb db;

    EventRows(JournalDb db) {
        this.db = db;
    }

    @Override
    public List<StoredEvent> read(String stream, long from) {
        return read(stream, from, EVENTS);
    }

    List<StoredEvent> read(String stream, long from, int most) {
        var events = new ArrayList<StoredEvent>();
        byte[] prefix = Keys.name(stream);
        long[] octets = {0};
        db.scan(
                Family.EVENTS,
                prefix,
                Rows.eventKey(stream, from),
                (key, value) -> {
                    events.add(Rows.event(stream, Keys.number(key, prefix.length), value));
                    octets[0] += value.length;
                    return events.size() < most && octets[0] < OCTETS;
                });
        return events;
    }

    @Override
    public @Nullable Head head(String stream) {
        byte[] value = db.get(Family.HEADS, Keys.name(stream));
        return value == null ? null : Rows.head(value);
    }

    @Override
    public void forEachHead(HeadVisitor visitor) {
        Pages.forEach(
                db,
                Family.HEADS,
                ALL,
                (key, value) -> visitor.visit(Keys.nameAt(key, 0), Rows.head(value)));
    }

    /** Seeks from one stream to the next, over the events between. */
    @Override
    public SortedSet<String> streams() {
        var streams = new TreeSet<String>();
        Pages.forEach(db, Family.HEADS, ALL, (key, _) -> streams.add(Keys.nameAt(key, 0)));
        byte[] from = ALL;
        while (from != null) {
            var next = firstStream(from);
            streams.addAll(next);
            from =
                    next.isEmpty()
                            ? null
                            : Keys.of(Keys.name(next.getFirst()), Keys.number(-1L), new byte[] {0});
        }
        return streams;
    }

    private List<String> firstStream(byte[] from) {
        var found = new ArrayList<String>(1);
        db.scan(
                Family.EVENTS,
                ALL,
                from,
                (key, _) -> {
                    found.add(Keys.nameAt(key, 0));
                    return false;
                });
        return found;
    }

    /** Visits the global order: which events it names, ascending. */
    void forEachStep(Consumer<Rows.Step> visitor) {
        Pages.forEach(db, Family.ORDER, ALL, (_, value) -> visitor.accept(Rows.step(value)));
    }

    /** The events after {@code index} in the global order, at most so many. */
    List<Placed> readAfter(long index, int most) {
        var steps = new ArrayList<Rows.Step>();
        var indexes = new ArrayList<Long>();
        db.scan(
                Family.ORDER,
                ALL,
                Keys.number(index + 1),
                (key, value) -> {
                    indexes.add(Keys.number(key, 0));
                    steps.add(Rows.step(value));
                    return steps.size() < most;
                });
        var keys = steps.stream().map(step -> Rows.eventKey(step.stream(), step.seq())).toList();
        List<byte @Nullable []> values = db.getAll(Family.EVENTS, keys);
        var placed = new ArrayList<Placed>();
        for (int i = 0; i < steps.size(); i++) {
            Rows.Step step = steps.get(i);
            byte[] value = values.get(i);
            if (value == null) {
                throw new IllegalStateException(
                        "event " + step.seq() + " of " + step.stream() + " is missing");
            }
            var event = Rows.event(step.stream(), step.seq(), value);
            placed.add(new Placed(indexes.get(i), step.at(), event));
        }
        return placed;
    }

    /** The last index given, or -1. */
    long lastIndex() {
        var last = db.last(Family.ORDER, ALL, Keys.number(Long.MAX_VALUE));
        return last == null ? -1 : Keys.number(last.key(), 0);
    }

    /** The index of the first event that happened at or after the instant, or -1. */
    long firstIndexAt(Instant instant) {
        long[] found = {-1};
        db.scan(
                Family.ORDER,
                ALL,
                Keys.number(0),
                (key, value) -> {
                    if (Rows.step(value).at().isBefore(instant)) {
                        return true;
                    }
                    found[0] = Keys.number(key, 0);
                    return false;
                });
        return found[0];
    }
}
