package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.daybook.core.Unavailable;
import io.daybook.journal.Arrivals;
import io.daybook.journal.ArrivingStream;
import io.daybook.journal.EventOpener;
import io.daybook.journal.KeyRing;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.Hints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a stream that arrives name the arrival, and nobody sees them until a document says
 * that it is open; one document opens many. Then they lose that name and take their places in the
 * feed of this node.
 */
final class MongoArrivals implements Arrivals {
    private static final String BY = "by";
    private static final String OPENS = "opens";

    /** Of the mark of an arrival that somebody gives up: it cannot open any more. */
    private static final String GIVEN_UP = "givenUp";

    private static final int PORTION = 200;

    private final MongoCollection<Document> commits;
    private final MongoCollection<Document> arrivals;
    private final Parts parts;

    /** What the journal is made of. */
    record Parts(
            JournalCollections collections,
            KeyRing keys,
            CommitRows rows,
            Inserting inserting,
            Counters counters,
            Ends ends,
            Hints hints,
            WrittenForms forms,
            Nodes nodes) {}

    MongoArrivals(Parts parts) {
        this.parts = parts;
        commits = parts.collections().commits();
        arrivals = parts.collections().arrivals();
    }

    @Override
    public @Nullable Arrival begin(String stream, SecretKey key) {
        String id = UUID.randomUUID().toString();
        var mark =
                new Document("_id", stream)
                        .append(BY, parts.nodes().id())
                        .append(Commit.ARRIVAL, id);
        Document other = insertOrFind(mark);
        if (other != null && isCutOff(other)) {
            abandon(stream);
            other = insertOrFind(mark);
        }
        if (other != null) {
            return null;
        }
        if (parts.rows().head(stream) != null || parts.keys().isDestroyed(stream)) {
            Calls.run(() -> arrivals.deleteOne(Filters.eq(stream)));
            return null;
        }
        parts.keys().adopt(stream, key);
        return new ArrivingStream(stream, id, parts.forms(), events -> insert(id, events));
    }

    private void insert(String arrival, List<StoredEvent> events) {
        Instant at =
                events.stream()
                        .map(event -> EventOpener.header(event).at())
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        parts.inserting().insert(Commit.of(events, at).append(Commit.ARRIVAL, arrival));
    }

    private @Nullable Document insertOrFind(Document mark) {
        return Calls.call(() -> new Found(Upserts.insertOrFind(arrivals, mark))).document;
    }

    private record Found(@Nullable Document document) {}

    private boolean isCutOff(Document mark) {
        return !parts.nodes().alive().contains(mark.getString(BY));
    }

    @Override
    public void open(List<Arrival> all) {
        var comings = all.stream().map(ArrivingStream.class::cast).toList();
        var opening =
                new Document("_id", "opening " + UUID.randomUUID())
                        .append(BY, parts.nodes().id())
                        .append(OPENS, comings.stream().map(ArrivingStream::id).toList())
                        .append("streams", comings.stream().map(ArrivingStream::stream).toList());
        Calls.run(() -> {
            Upserts.insertOrFind(arrivals, opening);
            if (!comings.stream().allMatch(this::isMarked)) {
                arrivals.deleteOne(Filters.eq(opening.get("_id")));
                comings.forEach(this::remove);
                throw new Unavailable(
                        "this node was taken for dead while streams arrived: nothing of them is"
                                + " kept");
            }
        });
        for (ArrivingStream one : comings) {
            parts.ends().forget(one.stream());
            parts.hints().moved(one.stream(), one.last().seq());
        }
        finish(opening);
    }

    /** Whether nobody gives the arrival up; asked when its opening is there for whoever does. */
    private boolean isMarked(ArrivingStream one) {
        var mine = Filters.and(Filters.eq(one.stream()), Filters.eq(Commit.ARRIVAL, one.id()));
        return arrivals.find(Filters.and(mine, Filters.exists(GIVEN_UP, false))).first() != null;
    }

    /** Takes away what came, and the mark and the key with it unless they are another arrival's. */
    private void remove(ArrivingStream one) {
        remove(one.stream(), one.id());
    }

    private void remove(String stream, String arrival) {
        commits.deleteMany(
                Filters.and(
                        Filters.eq(Commit.STREAM, stream), Filters.eq(Commit.ARRIVAL, arrival)));
        var mark = Filters.and(Filters.eq(stream), Filters.eq(Commit.ARRIVAL, arrival));
        if (arrivals.find(mark).first() != null) {
            // Somebody may have begun the stream under this key before the first event came.
            if (parts.rows().head(stream) == null) {
                parts.keys().forget(stream);
            }
            arrivals.deleteOne(mark);
        }
    }

    /** What the opening says is true of the commits themselves from then on. */
    private void finish(Document opening) {
        Calls.run(() -> {
            var ids = opening.getList(OPENS, String.class);
            var streams = opening.getList("streams", String.class);
            for (int i = 0; i < ids.size(); i++) {
                while (finishSome(streams.get(i), ids.get(i))) {
                    // Until none is left.
                }
                arrivals.deleteOne(
                        Filters.and(
                                Filters.eq(streams.get(i)),
                                Filters.eq(Commit.ARRIVAL, ids.get(i))));
            }
            arrivals.deleteOne(Filters.eq(opening.get("_id")));
        });
    }

    private boolean finishSome(String stream, String arrival) {
        var some =
                commits.find(
                                Filters.and(
                                        Filters.eq(Commit.STREAM, stream),
                                        Filters.eq(Commit.ARRIVAL, arrival)))
                        .sort(Sorts.ascending(Commit.LAST))
                        .projection(Projections.include(Commit.LAST))
                        .limit(PORTION)
                        .into(new ArrayList<>());
        if (some.isEmpty()) {
            return false;
        }
        var numbers = new ArrayList<Long>();
        var updates = new ArrayList<UpdateOneModel<Document>>();
        try {
            for (Document commit : some) {
                long settled = parts.counters().settled();
                long number = parts.counters().begin((int) Feed.size(commit));
                numbers.add(number);
                updates.add(
                        new UpdateOneModel<>(
                                Filters.and(
                                        Filters.eq(commit.get("_id")),
                                        Filters.eq(Commit.ARRIVAL, arrival)),
                                Updates.combine(
                                        Updates.set(Commit.NODE, parts.nodes().id()),
                                        Updates.set(Commit.COUNTER, number),
                                        Updates.set(Commit.SETTLED, settled),
                                        Updates.unset(Commit.ARRIVAL))));
            }
            commits.bulkWrite(updates, new BulkWriteOptions().ordered(true));
        } finally {
            numbers.forEach(parts.counters()::end);
        }
        return true;
    }

    @Override
    public void abandon(Arrival arrival) {
        abandon(arrival.stream());
    }

    @Override
    public boolean isElsewhere(String stream) {
        return Calls.call(() -> {
            var mark =
                    arrivals.find(Filters.and(Filters.eq(stream), Filters.exists(Commit.ARRIVAL)))
                            .first();
            return mark != null
                    && !isCutOff(mark)
                    && !parts.nodes().id().equals(mark.getString(BY))
                    && !isOpening(mark.getString(Commit.ARRIVAL));
        });
    }

    @Override
    public List<String> cutOff() {
        var streams = new ArrayList<String>();
        Calls.run(() -> {
            for (Document mark : arrivals.find(Filters.exists(Commit.ARRIVAL))) {
                if (isCutOff(mark) && !isOpening(mark.getString(Commit.ARRIVAL))) {
                    streams.add(mark.getString("_id"));
                }
            }
        });
        return streams;
    }

    private boolean isOpening(String arrival) {
        return arrivals.find(Filters.eq(OPENS, arrival)).first() != null;
    }

    /** Marks it first and then looks whether it opens: whoever opens it does it the other way. */
    @Override
    public void abandon(String stream) {
        Calls.run(() -> {
            Document mark =
                    arrivals.findOneAndUpdate(
                            Filters.and(Filters.eq(stream), Filters.exists(Commit.ARRIVAL)),
                            Updates.set(GIVEN_UP, true));
            if (mark != null && !isOpening(mark.getString(Commit.ARRIVAL))) {
                remove(stream, mark.getString(Commit.ARRIVAL));
            }
        });
    }

    /** Of nodes that are gone; what a living one opens it finishes itself. */
    @Override
    public void recover() {
        var openings =
                Calls.call(() -> arrivals.find(Filters.exists(OPENS)).into(new ArrayList<>()));
        openings.stream().filter(this::isCutOff).forEach(this::finish);
    }
}
