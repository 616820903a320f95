package io.daybook.view.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.daybook.core.Unavailable;
import io.daybook.view.Place;
import io.daybook.view.ViewBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches so that others see each as a whole, without a transaction: the batch is written
 * down in its place, then its rows are written, each only over rows of earlier batches, then the
 * place's version is moved. Whoever finds a batch that is written down finishes it first; doing so
 * twice, or late, changes nothing.
 */
final class Batches {
    /** How long a batch of somebody else, or a reader, is waited for. */
    private static final Duration BOUND = Duration.ofSeconds(40);

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int PAGE = 1_000;

    private final Places places;
    private final Pending pendings;
    private final Images images;
    private final Function<String, MongoCollection<BsonDocument>> rows;
    private final InstantSource clock;

    /**
     * @param rows the collection of a group
     */
    Batches(
            Places places,
            Pending pendings,
            Images images,
            Function<String, MongoCollection<BsonDocument>> rows,
            InstantSource clock) {
        this.places = places;
        this.pendings = pendings;
        this.images = images;
        this.rows = rows;
        this.clock = clock;
    }

    /** False when the rows do not have the version that the batch starts from. */
    boolean commit(ViewBatch batch) {
        var place = batch.place();
        var pending = pendings.of(batch, clock.instant());
        var begun =
                begin(
                        place,
                        () -> places.begin(place, batch.from(), pending, clock.instant()),
                        standing -> standing.versionOrNone().equals(batch.from()));
        if (begun == null) {
            pendings.remove(pending.document());
            return false;
        }
        write(begun, pending.changes());
        places.finish(begun, batch.to());
        pendings.remove(pending.document());
        return true;
    }

    /** Deletes all rows of the place, and its version. */
    void drop(Place place) {
        while (true) {
            var last = settled(place);
            if (last.batch() == 0) {
                return;
            }
            var begun =
                    begin(
                            place,
                            () -> places.beginAfter(last, Pending.drop(), clock.instant()),
                            standing -> standing.batch() == last.batch());
            if (begun != null) {
                writeDrop(begun);
                places.finishDrop(begun);
                return;
            }
        }
    }

    private interface Attempt {
        @Nullable Standing begin();
    }

    /** Tries until it has begun, or the place is not any more what it ought to be. */
    private @Nullable Standing begin(Place place, Attempt attempt, Predicate<Standing> isWanted) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (true) {
            var begun = attempt.begin();
            if (begun != null) {
                return begun;
            }
            var standing = settled(place);
            if (!isWanted.test(standing)) {
                return null;
            }
            if (standing.isHeld(clock.instant())) {
                pause(place, deadline);
            } else if (standing.batch() == 0) {
                places.ensure(place);
            }
        }
    }

    /** Waits a moment for somebody whom only the place's document tells of. */
    static void pause(Place place, long deadline) {
        if (System.nanoTime() > deadline) {
            throw new Unavailable("the rows of " + place + " are held by somebody else");
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the rows of " + place);
        }
    }

    /** Finishes what is pending in the place; returns what it is then. */
    Standing settled(Place place) {
        while (true) {
            var standing = places.brief(place);
            if (standing.pending() == null) {
                return standing;
            }
            finish(place, standing.batch());
        }
    }

    private void finish(Place place, long batch) {
        var standing = places.standing(place);
        var pending = standing.pending();
        if (pending == null || standing.batch() != batch) {
            return;
        }
        if (Pending.isDrop(pending)) {
            writeDrop(standing);
            places.finishDrop(standing);
            return;
        }
        var changes = pendings.changes(pending, standing.changes());
        if (changes != null) {
            write(standing, changes);
            places.finish(standing, Pending.reaching(pending));
            pendings.remove(pending);
        }
    }

    /** Writes the rows of a batch that was begun. */
    void write(Standing batch, List<BsonDocument> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var collection = rows.apply(batch.place().group());
        String prefix = new RowIds(batch.place()).place();
        var now = clock.instant();
        images.keep(
                batch.freezes(),
                collection,
                changes.stream().map(change -> prefix + RowDocument.id(change)).toList(),
                now);
        var writes = new ArrayList<WriteModel<BsonDocument>>(changes.size());
        // What is deleted comes last: who looks for a row in its old place and then in its new one
        // finds it.
        for (var change : changes) {
            if (change.containsKey(RowDocument.ROW)) {
                writes.add(write(batch, prefix, change, true, now));
            }
        }
        for (var change : changes) {
            if (!change.containsKey(RowDocument.ROW)) {
                writes.add(write(batch, prefix, change, false, now));
            }
        }
        Writes.ignoringThoseThatAreThere(
                () -> collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
    }

    private static WriteModel<BsonDocument> write(
            Standing batch, String prefix, BsonDocument change, boolean isPut, Instant now) {
        String id = prefix + RowDocument.id(change);
        var document =
                new BsonDocument(RowDocument.ID, new BsonString(id))
                        .append(RowDocument.BATCH, Standing.int64(batch.batch()));
        if (isPut) {
            document.putAll(RowDocument.content(change));
        } else {
            document.append(RowDocument.GONE_AT, Standing.date(now));
        }
        return new ReplaceOneModel<>(
                new BsonDocument(RowDocument.ID, new BsonString(id))
                        .append(
                                RowDocument.BATCH,
                                new BsonDocument("$lt", Standing.int64(batch.batch()))),
                document,
                new ReplaceOptions().upsert(isPut));
    }

    private void writeDrop(Standing batch) {
        var collection = rows.apply(batch.place().group());
        keepAll(batch, collection);
        collection.updateMany(
                and(
                        inPlace(batch.place()),
                        lt(RowDocument.BATCH, batch.batch()),
                        exists(RowDocument.GONE_AT, false)),
                Updates.combine(
                        Updates.set(RowDocument.BATCH, batch.batch()),
                        Updates.set(RowDocument.GONE_AT, Standing.date(clock.instant())),
                        Updates.unset(RowDocument.SEQ),
                        Updates.unset(RowDocument.ROW)));
    }

    private void keepAll(Standing batch, MongoCollection<BsonDocument> collection) {
        var now = clock.instant();
        if (batch.freezes().stream().noneMatch(freeze -> freeze.until().isAfter(now))) {
            return;
        }
        var ids = new ArrayList<String>();
        String after = new RowIds(batch.place()).place();
        do {
            ids.clear();
            for (var row :
                    collection
                            .find(and(inPlace(batch.place()), gt(RowDocument.ID, after)))
                            .projection(Projections.include(RowDocument.ID))
                            .sort(Sorts.ascending(RowDocument.ID))
                            .limit(PAGE)) {
                ids.add(RowDocument.id(row));
            }
            images.keep(batch.freezes(), collection, ids, now);
            after = ids.isEmpty() ? after : ids.getLast();
        } while (ids.size() == PAGE);
    }

    static Bson inPlace(Place place) {
        String prefix = new RowIds(place).place();
        return and(gte(RowDocument.ID, prefix), lt(RowDocument.ID, RowIds.end(prefix)));
    }
}
