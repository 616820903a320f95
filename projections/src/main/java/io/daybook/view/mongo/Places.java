package io.daybook.view.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import io.daybook.view.Place;
import io.daybook.view.Version;
import io.daybook.view.mongo.Standing.Freeze;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One document for each group and scope: which generation is read, and how far each has come. Every
 * change of rows begins and ends with a change of this document, so it orders them.
 */
final class Places {
    private static final String GENERATIONS = "generations";
    private static final String GROUP = "group";
    private static final String SCOPE = "scope";
    private static final String LIVE = "live";
    private static final String KEPT = "kept";
    private static final String FREEZES = "freezes";

    /** What pending batches change, apart from all that is read often. */
    private static final String CHANGES = "changes";

    private final MongoCollection<BsonDocument> documents;

    Places(MongoCollection<BsonDocument> documents) {
        this.documents = documents;
    }

    private static String id(String group, String scope) {
        return group + "/" + scope;
    }

    static String id(Place place) {
        return id(place.group(), place.scope());
    }

    private static String generation(Place place) {
        return "g" + place.generation();
    }

    private static String field(Place place, String name) {
        return GENERATIONS + "." + generation(place) + "." + name;
    }

    private static Standing read(Place place, @Nullable BsonDocument document) {
        var generations = document == null ? null : Standing.document(document, GENERATIONS);
        var generation =
                generations == null ? null : Standing.document(generations, generation(place));
        if (document == null) {
            return Standing.none(place);
        }
        return Standing.read(
                place,
                document,
                generation == null ? new BsonDocument() : generation,
                changes(place, document));
    }

    private static @Nullable BsonArray changes(Place place, BsonDocument document) {
        var changes = Standing.document(document, CHANGES);
        var value = changes == null ? null : changes.get(generation(place));
        return value == null ? null : value.asArray();
    }

    private static String changes(Place place) {
        return CHANGES + "." + generation(place);
    }

    /** What is known of the place, with the batch that is pending. */
    Standing standing(Place place) {
        return read(place, documents.find(eq(id(place))).first());
    }

    /** The same without what the pending batch changes. */
    Standing brief(Place place) {
        return read(place, documents.find(eq(id(place))).projection(exclude(CHANGES)).first());
    }

    /** The same of the generation that is read. */
    Standing live(String group, String scope) {
        var document = documents.find(eq(id(group, scope))).projection(exclude(CHANGES)).first();
        return read(generations(group, scope, document).live(), document);
    }

    /** The generation that is read, and the one that is kept, if any. */
    record Generations(Place live, @Nullable Place kept) {}

    Generations generations(String group, String scope) {
        return generations(
                group,
                scope,
                documents.find(eq(id(group, scope))).projection(include(LIVE, KEPT)).first());
    }

    private static Generations generations(
            String group, String scope, @Nullable BsonDocument document) {
        int live = document == null ? 0 : (int) Standing.number(document, LIVE);
        int kept = document == null ? 0 : (int) Standing.number(document, KEPT);
        return new Generations(
                new Place(group, live == 0 ? 1 : live, scope),
                kept == 0 ? null : new Place(group, kept, scope));
    }

    /**
     * Begins a batch, if the rows have this version and no other is pending.
     *
     * @return the place as it is then; null when it was not begun
     */
    @Nullable Standing begin(Place place, Version from, Pending.Batch pending, Instant now) {
        var seq = field(place, "seq");
        boolean isFirst = from.equals(Version.NONE);
        return begin(
                place,
                and(
                        isFirst
                                ? in(seq, BsonNull.VALUE, Standing.int64(-1))
                                : eq(seq, Standing.int64(from.seq())),
                        isFirst
                                ? in(field(place, "part"), BsonNull.VALUE, Standing.int64(0))
                                : eq(field(place, "part"), Standing.int64(from.part()))),
                pending,
                now);
    }

    /** The same, if the last batch has this number. */
    @Nullable Standing beginAfter(Standing last, Pending.Batch pending, Instant now) {
        return begin(last.place(), isAfter(last), pending, now);
    }

    private static Bson isAfter(Standing last) {
        var batch = field(last.place(), "batch");
        return last.batch() == 0
                ? in(batch, BsonNull.VALUE, Standing.int64(0))
                : eq(batch, Standing.int64(last.batch()));
    }

    private @Nullable Standing begin(
            Place place, Bson condition, Pending.Batch pending, Instant now) {
        var begun =
                documents.findOneAndUpdate(
                        and(eq(id(place)), condition, isFree(place, now)),
                        combine(
                                set(field(place, "pending"), pending.document()),
                                set(changes(place), pending.inPlace()),
                                set(field(place, "at"), Standing.date(now)),
                                inc(field(place, "batch"), 1L)),
                        new FindOneAndUpdateOptions()
                                .projection(exclude(CHANGES))
                                .returnDocument(ReturnDocument.AFTER));
        return begun == null ? null : read(place, begun);
    }

    private static Bson isFree(Place place, Instant now) {
        return and(
                exists(field(place, "pending"), false),
                not(gt(field(place, "held.until"), Standing.date(now))));
    }

    /** The rows of the batch are written. */
    void finish(Standing batch, Version reached) {
        finish(
                batch,
                combine(
                        set(field(batch.place(), "seq"), Standing.int64(reached.seq())),
                        set(field(batch.place(), "part"), Standing.int64(reached.part())),
                        unset(field(batch.place(), "pending")),
                        unset(changes(batch.place()))));
    }

    /** The rows are gone. */
    void finishDrop(Standing batch) {
        finish(
                batch,
                combine(
                        unset(field(batch.place(), "seq")),
                        unset(field(batch.place(), "part")),
                        unset(field(batch.place(), "pending")),
                        unset(changes(batch.place()))));
    }

    private void finish(Standing batch, Bson update) {
        documents.updateOne(
                and(eq(id(batch.place())), isAfter(batch), exists(field(batch.place(), "pending"))),
                update);
    }

    /** Makes the document, if there is none. */
    void ensure(Place place) {
        try {
            documents.updateOne(
                    eq(id(place)),
                    combine(setOnInsert(GROUP, place.group()), setOnInsert(SCOPE, place.scope())),
                    new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    /** Lets no batch begin until then; false when one is pending, or somebody else holds it. */
    boolean hold(Place place, String by, Instant now, Instant until) {
        return documents
                        .updateOne(
                                and(eq(id(place)), isFree(place, now)),
                                set(
                                        field(place, "held"),
                                        new BsonDocument("by", new BsonString(by))
                                                .append("until", Standing.date(until))))
                        .getModifiedCount()
                > 0;
    }

    void release(Place place, String by) {
        documents.updateOne(
                and(eq(id(place)), eq(field(place, "held.by"), by)), unset(field(place, "held")));
    }

    /** Puts {@code next} in the place of {@code live}, if no batch was begun in either since. */
    boolean swap(Standing live, Standing next, @Nullable Place kept) {
        return documents
                        .updateOne(
                                and(
                                        eq(id(live.place())),
                                        isLive(live.place()),
                                        isAfter(live),
                                        isAfter(next)),
                                combine(set(LIVE, next.place().generation()), keeping(kept)))
                        .getModifiedCount()
                > 0;
    }

    private static Bson isLive(Place place) {
        return place.generation() == 1
                ? in(LIVE, BsonNull.VALUE, Standing.int64(1))
                : eq(LIVE, place.generation());
    }

    private static Bson keeping(@Nullable Place kept) {
        return kept == null ? unset(KEPT) : set(KEPT, kept.generation());
    }

    /** Keeps this generation no longer; false when it was not kept. */
    boolean forget(Place kept) {
        return documents
                        .updateOne(and(eq(id(kept)), eq(KEPT, kept.generation())), unset(KEPT))
                        .getModifiedCount()
                > 0;
    }

    /** Has rows that are overwritten kept for the freeze; null when a batch is pending. */
    @Nullable BsonDocument freeze(List<Place> places, Freeze freeze) {
        var first = places.getFirst();
        var isSettled = places.stream().map(it -> exists(field(it, "pending"), false)).toList();
        return documents.findOneAndUpdate(
                and(eq(id(first)), and(isSettled)),
                push(
                        FREEZES,
                        new BsonDocument("id", new BsonString(freeze.id()))
                                .append("until", Standing.date(freeze.until()))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    }

    static Standing of(Place place, BsonDocument document) {
        return read(place, document);
    }

    void thaw(Place place, String freeze) {
        documents.updateOne(
                eq(id(place)), pull(FREEZES, new BsonDocument("id", new BsonString(freeze))));
    }

    /** What is known of the generation that is read, of all scopes that have a version there. */
    void forEachLive(Set<String> groups, Consumer<Standing> visitor) {
        for (var document : documents.find(in(GROUP, groups)).projection(exclude(CHANGES))) {
            String group = document.getString(GROUP).getValue();
            String scope = document.getString(SCOPE).getValue();
            var live = read(generations(group, scope, document).live(), document);
            if (live.version() != null) {
                visitor.accept(live);
            }
        }
    }

    /** Visits every place that has a version or is about to get one. */
    void forEach(Consumer<Place> visitor) {
        for (var document : documents.find()) {
            var generations = Standing.document(document, GENERATIONS);
            if (generations != null) {
                generations.forEach((name, generation) -> {
                    var place =
                            new Place(
                                    document.getString(GROUP).getValue(),
                                    Integer.parseInt(name.substring(1)),
                                    document.getString(SCOPE).getValue());
                    var standing = read(place, document);
                    if (standing.version() != null || standing.pending() != null) {
                        visitor.accept(place);
                    }
                });
            }
        }
    }
}
