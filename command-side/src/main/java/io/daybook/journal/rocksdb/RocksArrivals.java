package io.daybook.journal.rocksdb;

import io.daybook.core.codec.RecordCodec;
import io.daybook.journal.Arrivals;
import io.daybook.journal.ArrivingStream;
import io.daybook.journal.EventOpener;
import io.daybook.journal.KeyRing;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.Hints;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * A stream that arrives has events and a key, but no head, beyond which nobody reads, and a mark
 * that says so. Its head takes the place of the mark's first meaning; the global order, which is
 * only a hint, follows in portions, and the mark tells how far it is.
 */
final class RocksArrivals implements Arrivals {
    private static final byte[] MARKS = Keys.name("arriving");
    private static final long ROW_OCTETS = 64;
    private static final int PORTION = 2_000;

    /**
     * @param head of the stream once it is open; -1 while it arrives
     * @param ordered how many of its events have their place in the global order
     */
    private record Mark(long head, long ordered) {
        static final RecordCodec<Mark> CODEC =
                RecordCodec.of(
                        (mark, out) -> {
                            out.number("head", mark.head());
                            out.number("ordered", mark.ordered());
                        },
                        in -> new Mark(in.number("head"), in.number("ordered")));
    }

    private final JournalDb db;
    private final KeyRing keys;
    private final EventRows rows;
    private final Tails tails;
    private final GlobalOrder order;
    private final Hints hints;
    private final WrittenForms forms;
    private final Set<String> active = ConcurrentHashMap.newKeySet();

    /** What the journal is made of. */
    record Parts(
            JournalDb db,
            KeyRing keys,
            EventRows rows,
            Tails tails,
            GlobalOrder order,
            Hints hints,
            WrittenForms forms) {}

    RocksArrivals(Parts parts) {
        db = parts.db();
        keys = parts.keys();
        rows = parts.rows();
        tails = parts.tails();
        order = parts.order();
        hints = parts.hints();
        forms = parts.forms();
    }

    @Override
    public @Nullable Arrival begin(String stream, SecretKey key) {
        if (!active.add(stream)) {
            return null;
        }
        abandon(stream);
        tails.durable(stream);
        if (isKnown(stream) || !tails.close(stream, Tails.NONE)) {
            active.remove(stream);
            return null;
        }
        put(stream, new Mark(-1, 0));
        keys.adopt(stream, key);
        return new ArrivingStream(stream, stream, forms, events -> write(stream, events));
    }

    private void write(String stream, List<StoredEvent> events) {
        long octets = events.stream().mapToLong(each -> each.sealed().length + ROW_OCTETS).sum();
        db.write(
                Durability.ORDERED,
                octets,
                batch -> {
                    for (StoredEvent event : events) {
                        batch.put(
                                Family.EVENTS,
                                Rows.eventKey(stream, event.seq()),
                                Rows.event(event));
                    }
                });
    }

    private void leave(String stream) {
        tails.reopen(stream);
        active.remove(stream);
    }

    /** A key without events says nothing: an upload makes one too. */
    private boolean isKnown(String stream) {
        return keys.isDestroyed(stream) || mark(stream) != null;
    }

    private @Nullable Mark mark(String stream) {
        byte[] mark = db.get(Family.META, key(stream));
        return mark == null ? null : Mark.CODEC.decode(mark);
    }

    private void put(String stream, Mark mark) {
        db.write(
                Durability.SYNCED,
                ROW_OCTETS,
                batch -> batch.put(Family.META, key(stream), Mark.CODEC.encode(mark)));
    }

    static byte[] key(String stream) {
        return Keys.of(MARKS, Keys.name(stream));
    }

    static byte[] mark(long head, long ordered) {
        return Mark.CODEC.encode(new Mark(head, ordered));
    }

    @Override
    public void open(List<Arrival> arrivals) {
        var comings = arrivals.stream().map(ArrivingStream.class::cast).toList();
        var entry =
                Committer.entry(
                        Durability.SYNCED,
                        ROW_OCTETS * comings.size(),
                        batch -> putHeads(batch, comings),
                        () -> comings.forEach(one -> tails.written(one.stream(), one.last())));
        db.committer().write(entry);
        for (ArrivingStream one : comings) {
            hints.moved(one.stream(), one.last().seq());
            leave(one.stream());
            putInOrder(one.stream(), new Mark(one.last().seq(), 0));
        }
    }

    private static void putHeads(Batch batch, List<ArrivingStream> comings)
            throws RocksDBException {
        for (ArrivingStream one : comings) {
            byte[] mark = mark(one.last().seq(), 0);
            batch.put(Family.HEADS, Keys.name(one.stream()), Rows.head(one.last()));
            batch.put(Family.META, key(one.stream()), mark);
        }
    }

    private void putInOrder(String stream, Mark from) {
        Mark mark = from;
        while (mark.ordered() <= mark.head()) {
            var steps = new ArrayList<Rows.Step>();
            for (StoredEvent event : rows.read(stream, mark.ordered())) {
                if (event.seq() <= mark.head() && steps.size() < PORTION) {
                    steps.add(new Rows.Step(stream, event.seq(), EventOpener.header(event).at()));
                }
            }
            if (steps.isEmpty()) {
                throw new IllegalStateException(
                        "event " + mark.ordered() + " of " + stream + " is missing");
            }
            mark = new Mark(mark.head(), mark.ordered() + steps.size());
            putInOrder(stream, mark, steps);
        }
    }

    private void putInOrder(String stream, Mark after, List<Rows.Step> steps) {
        boolean isLast = after.ordered() > after.head();
        var entry =
                Committer.entry(
                        isLast ? Durability.SYNCED : Durability.ORDERED,
                        ROW_OCTETS * steps.size(),
                        batch -> {
                            for (Rows.Step step : steps) {
                                batch.put(Family.ORDER, Keys.number(order.next()), Rows.step(step));
                            }
                            if (isLast) {
                                batch.delete(Family.META, key(stream));
                            } else {
                                batch.put(Family.META, key(stream), Mark.CODEC.encode(after));
                            }
                        },
                        () -> order.keep(steps.size()));
        db.committer().write(entry);
    }

    @Override
    public void abandon(Arrival arrival) {
        try {
            abandon(arrival.stream());
        } finally {
            leave(arrival.stream());
        }
    }

    @Override
    public boolean isElsewhere(String stream) {
        return false;
    }

    @Override
    public List<String> cutOff() {
        var streams = new ArrayList<String>();
        Pages.forEach(
                db,
                Family.META,
                MARKS,
                (key, value) -> {
                    String stream = Keys.nameAt(key, MARKS.length);
                    if (Mark.CODEC.decode(value).head() < 0 && !active.contains(stream)) {
                        streams.add(stream);
                    }
                });
        return streams;
    }

    @Override
    public void abandon(String stream) {
        Mark mark = mark(stream);
        if (mark == null || mark.head() >= 0) {
            return;
        }
        Pages.forEach(
                db,
                Family.EVENTS,
                Keys.name(stream),
                (key, value) ->
                        db.write(
                                Durability.ORDERED,
                                ROW_OCTETS,
                                batch -> batch.delete(Family.EVENTS, key)));
        keys.forget(stream);
        db.write(Durability.SYNCED, ROW_OCTETS, batch -> batch.delete(Family.META, key(stream)));
    }

    @Override
    public void recover() {
        Pages.forEach(
                db,
                Family.META,
                MARKS,
                (key, value) -> {
                    Mark mark = Mark.CODEC.decode(value);
                    if (mark.head() >= 0) {
                        putInOrder(Keys.nameAt(key, MARKS.length), mark);
                    }
                });
    }
}
