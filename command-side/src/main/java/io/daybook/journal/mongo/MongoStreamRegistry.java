package io.daybook.journal.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.daybook.core.Unavailable;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.StreamRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Departures and arrivals as a document each. An opening is one document that names its arrivals,
 * and one change of it makes all of them be there; it stays, as the arrivals do.
 */
final class MongoStreamRegistry implements StreamRegistry {
    private static final String BY = "by";
    private static final String TO = "to";
    private static final String ARRIVAL = "arrival";
    private static final String OPENS = "opens";
    private static final String STREAMS = "streams";
    private static final String OPEN = "open";
    private static final String HOLD = "hold";
    private static final String GIVEN_UP = "givenUp";

    /** Of an opening that nobody can keep from being true any more. */
    private static final String SURE = "sure";

    private static final String ANNOUNCED = "announced";

    /** A node looks once a beat, and may be slow. */
    private static final Duration PATIENCE = Nodes.SILENCE.plus(Nodes.BEAT.multipliedBy(3));

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final MongoCollection<Document> departures;
    private final MongoCollection<Document> arrivals;
    private final Nodes nodes;

    MongoStreamRegistry(JournalCollections collections, Nodes nodes) {
        departures = collections.departures();
        arrivals = collections.arrivals();
        this.nodes = nodes;
    }

    @Override
    public String node() {
        return nodes.id();
    }

    @Override
    public Set<String> alive() {
        return nodes.alive();
    }

    @Override
    public void onBeat(Runnable listener) {
        nodes.onBeat(listener);
    }

    /**
     * A node looks after each beat. One that has beaten twice more than it had now has looked in
     * between.
     */
    @Override
    public void awaitLooks() {
        Map<String, Long> before = nodes.beats();
        long start = System.nanoTime();
        while (!hasLooked(before)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new Unavailable("a node of the cluster beats too slowly");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean hasLooked(Map<String, Long> before) {
        if (before.isEmpty()) {
            return true;
        }
        Map<String, Long> now = nodes.beats();
        return before.entrySet().stream()
                .allMatch(one -> {
                    Long beat = now.get(one.getKey());
                    return beat == null || beat >= one.getValue() + 2;
                });
    }

    @Override
    public @Nullable Absence absence(String stream) {
        return Calls.call(
                        () -> {
                            Document found = find(departures, Filters.eq(stream));
                            return new Found<>(found == null ? null : absence(found));
                        })
                .value;
    }

    /** No wrapper is absent: a call returns something. */
    private record Found<T>(@Nullable T value) {}

    /**
     * Sees what was acknowledged before it began, also just after another server became primary.
     */
    private static @Nullable Document find(MongoCollection<Document> collection, Bson filter) {
        return collection.withReadConcern(ReadConcern.LINEARIZABLE).find(filter).first();
    }

    private static Absence absence(Document departure) {
        return new Absence(
                departure.getString(BY), departure.getString(HOLD), departure.getString(TO));
    }

    @Override
    public Map<String, Absence> absences() {
        var all = new HashMap<String, Absence>();
        for (Document one : Calls.call(() -> departures.find().into(new ArrayList<>()))) {
            all.put(one.getString("_id"), absence(one));
        }
        return all;
    }

    @Override
    public boolean hold(String stream, String hold) {
        var mark = new Document("_id", stream).append(BY, nodes.id()).append(HOLD, hold);
        return Calls.call(() -> {
            Document other = Upserts.insertOrFind(departures, mark);
            return other == null || hold.equals(other.getString(HOLD));
        });
    }

    private static Bson holding(String stream, String hold) {
        return Filters.and(Filters.eq(stream), Filters.eq(HOLD, hold));
    }

    @Override
    public void release(String stream, String hold) {
        Calls.run(() ->
                departures.deleteOne(
                        Filters.and(holding(stream, hold), Filters.exists(TO, false))));
    }

    @Override
    public boolean leave(String stream, String hold, String to) {
        return Calls.call(() ->
                departures.updateOne(holding(stream, hold), Updates.set(TO, to)).getMatchedCount()
                        == 1);
    }

    @Override
    public boolean comeBack(String stream) {
        return Calls.call(() ->
                departures
                                .deleteOne(Filters.and(Filters.eq(stream), Filters.exists(TO)))
                                .getDeletedCount()
                        == 1);
    }

    @Override
    public @Nullable Coming coming(String stream) {
        return Calls.call(
                        () -> {
                            Document mark = find(arrivals, Filters.eq(stream));
                            return new Found<>(mark == null ? null : coming(mark));
                        })
                .value;
    }

    private Coming coming(Document mark) {
        String id = mark.getString(ARRIVAL);
        return new Coming(
                mark.getString("_id"),
                id,
                mark.getString(BY),
                arrivals.find(Filters.and(Filters.eq(OPENS, id), Filters.eq(SURE, true))).first()
                        != null);
    }

    @Override
    public List<Coming> unopened() {
        return Calls.call(() -> {
            var comings = new ArrayList<Coming>();
            // One that was announced has lost this field, so few have it.
            for (Document mark : arrivals.find(Filters.eq(OPEN, false))) {
                Coming coming = coming(mark);
                if (!coming.isOpen()) {
                    comings.add(coming);
                }
            }
            return comings;
        });
    }

    @Override
    public @Nullable Coming begin(String stream, String id) {
        var mark =
                new Document("_id", stream)
                        .append(BY, nodes.id())
                        .append(ARRIVAL, id)
                        .append(OPEN, false);
        return Calls.call(
                        () -> {
                            Document other = Upserts.insertOrFind(arrivals, mark);
                            return new Found<>(
                                    other == null || id.equals(other.getString(ARRIVAL))
                                            ? null
                                            : coming(other));
                        })
                .value;
    }

    private static Bson mark(String stream, String id) {
        return Filters.and(Filters.eq(stream), Filters.eq(ARRIVAL, id));
    }

    /** Says so first and looks then whether it opens: whoever opens it does it the other way. */
    @Override
    public boolean giveUp(String stream, String id) {
        return Calls.call(() -> {
            arrivals.updateOne(mark(stream, id), Updates.set(GIVEN_UP, true));
            return find(arrivals, Filters.eq(OPENS, id)) == null;
        });
    }

    @Override
    public void remove(String stream, String id) {
        Calls.run(() -> arrivals.deleteOne(mark(stream, id)));
    }

    @Override
    public boolean open(Opening opening) {
        var document =
                new Document("_id", opening.id())
                        .append(BY, opening.by())
                        .append(OPENS, opening.streams().stream().map(Opened::arrival).toList())
                        .append(
                                STREAMS,
                                opening.streams().stream()
                                        .map(MongoStreamRegistry::document)
                                        .toList())
                        .append(ANNOUNCED, false);
        return Calls.call(() -> {
            Document before = Upserts.insertOrFind(arrivals, document);
            if (before != null && before.getBoolean(SURE, false)) {
                return true;
            }
            if (!opening.streams().stream().allMatch(this::isMarked)) {
                arrivals.deleteOne(Filters.eq(opening.id()));
                return false;
            }
            arrivals.updateOne(Filters.eq(opening.id()), Updates.set(SURE, true));
            return true;
        });
    }

    private boolean isMarked(Opened one) {
        var stays = Filters.and(mark(one.stream(), one.arrival()), Filters.exists(GIVEN_UP, false));
        return find(arrivals, stays) != null;
    }

    private static Document document(Opened one) {
        return new Document("stream", one.stream())
                .append(ARRIVAL, one.arrival())
                .append("seq", one.head().seq())
                .append("hash", new Binary(one.head().hash()));
    }

    @Override
    public List<Opening> unannounced() {
        return Calls.call(() -> {
            var openings = new ArrayList<Opening>();
            for (Document one : arrivals.find(Filters.eq(ANNOUNCED, false))) {
                openings.add(opening(one));
            }
            return openings;
        });
    }

    private static Opening opening(Document kept) {
        var streams = new ArrayList<Opened>();
        for (Document one : kept.getList(STREAMS, Document.class)) {
            streams.add(
                    new Opened(
                            one.getString("stream"),
                            one.getString(ARRIVAL),
                            new Head(Commit.number(one, "seq"), Commit.octets(one, "hash"))));
        }
        return new Opening(kept.getString("_id"), kept.getString(BY), streams);
    }

    @Override
    public void announced(String opening) {
        Calls.run(() -> {
            Document kept = arrivals.find(Filters.eq(opening)).first();
            if (kept != null) {
                for (Opened one : opening(kept).streams()) {
                    arrivals.updateOne(
                            Filters.and(
                                    Filters.eq(one.stream()), Filters.eq(ARRIVAL, one.arrival())),
                            Updates.unset(OPEN));
                }
                arrivals.updateOne(
                        Filters.eq(opening),
                        Updates.combine(Updates.unset(ANNOUNCED), Updates.unset(STREAMS)));
            }
        });
    }
}
