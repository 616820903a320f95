package io.daybook.view.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.daybook.view.Place;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a batch is to write, written down before it writes, so that whoever finds it can finish it:
 * in the document of its place, or, when it is large, in documents of its own. A change is the
 * row's id without its place, with the row, or without one when it is to be deleted.
 */
final class Pending {
    private static final String CHANGES = "changes";
    private static final String CHUNKS = "chunks";
    private static final String DROP = "drop";
    private static final int MOST_OCTETS = 4 << 20;
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final MongoCollection<BsonDocument> chunks;

    Pending(MongoCollection<BsonDocument> chunks) {
        this.chunks = chunks;
    }

    /**
     * @param document what is put into the place's document
     * @param inPlace what the batch changes, if that is put there too; else empty
     * @param changes what it changes
     */
    record Batch(BsonDocument document, BsonArray inPlace, List<BsonDocument> changes) {}

    /** Everything in the place is to be deleted. */
    static Batch drop() {
        return new Batch(new BsonDocument(DROP, BsonBoolean.TRUE), new BsonArray(), List.of());
    }

    static boolean isDrop(BsonDocument pending) {
        return pending.containsKey(DROP);
    }

    static Version reaching(BsonDocument pending) {
        return new Version(Standing.number(pending, "seq"), (int) Standing.number(pending, "part"));
    }

    /** Writes down the batch, apart from its place when it is large. */
    Batch of(ViewBatch batch, Instant now) {
        var changes = changes(batch);
        var document =
                new BsonDocument("seq", Standing.int64(batch.to().seq()))
                        .append("part", Standing.int64(batch.to().part()));
        var parts = parts(changes);
        if (parts.size() == 1) {
            return new Batch(document, new BsonArray(changes), changes);
        }
        document.append(CHUNKS, new BsonString(store(batch.place(), parts, now)))
                .append("count", new BsonInt32(parts.size()));
        return new Batch(document, new BsonArray(), changes);
    }

    private static List<BsonDocument> changes(ViewBatch batch) {
        var ids = new RowIds(batch.place());
        var changes = new LinkedHashMap<String, BsonDocument>();
        for (var change : batch.changes()) {
            String id = id(ids, change);
            changes.put(id, change(id, change));
        }
        return new ArrayList<>(changes.values());
    }

    private static <K> String id(RowIds ids, ViewBatch.Change<K, ?> change) {
        return ids.inPlace(ids.row(change.view(), change.key()));
    }

    private static <R> BsonDocument change(String id, ViewBatch.Change<?, R> change) {
        var document = new BsonDocument(RowDocument.ID, new BsonString(id));
        var row = change.row();
        if (row != null) {
            document.putAll(RowDocument.of(change.view(), row));
        }
        return document;
    }

    private static List<List<BsonDocument>> parts(List<BsonDocument> changes) {
        var parts = new ArrayList<List<BsonDocument>>();
        var part = new ArrayList<BsonDocument>();
        int octets = 0;
        for (var change : changes) {
            int size = new RawBsonDocument(change, CODEC).getByteBuffer().remaining();
            if (octets + size > MOST_OCTETS && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
                octets = 0;
            }
            part.add(change);
            octets += size;
        }
        parts.add(part);
        return parts;
    }

    private String store(Place place, List<List<BsonDocument>> parts, Instant now) {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < parts.size(); i++) {
            chunks.insertOne(
                    new BsonDocument(RowDocument.ID, new BsonString("%s/%04d".formatted(id, i)))
                            .append("group", new BsonString(place.group()))
                            .append("generation", new BsonInt32(place.generation()))
                            .append("scope", new BsonString(place.scope()))
                            .append("at", Standing.date(now))
                            .append(CHANGES, new BsonArray(parts.get(i))));
        }
        return id;
    }

    /** What the batch changes; null when somebody else has finished it and taken that away. */
    @Nullable List<BsonDocument> changes(BsonDocument pending, @Nullable BsonArray inPlace) {
        var all = new ArrayList<BsonDocument>();
        if (!pending.containsKey(CHUNKS)) {
            if (inPlace != null) {
                inPlace.forEach(change -> all.add(change.asDocument()));
            }
            return all;
        }
        int found = 0;
        for (var chunk : chunks.find(ofId(pending)).sort(Sorts.ascending(RowDocument.ID))) {
            chunk.getArray(CHANGES).forEach(change -> all.add(change.asDocument()));
            found++;
        }
        return found == Standing.number(pending, "count") ? all : null;
    }

    private static Bson ofId(BsonDocument pending) {
        String prefix = pending.getString(CHUNKS).getValue() + "/";
        return Filters.and(gte(RowDocument.ID, prefix), lt(RowDocument.ID, RowIds.end(prefix)));
    }

    /** Takes away what was written down apart. */
    void remove(BsonDocument pending) {
        if (pending.containsKey(CHUNKS)) {
            chunks.deleteMany(ofId(pending));
        }
    }

    /** Finishes by {@code settle}, or takes away, what was written down before {@code old}. */
    void sweep(Instant old, Consumer<Place> settle) {
        for (var chunk :
                chunks.find(lt("at", Standing.date(old)))
                        .projection(Projections.exclude(CHANGES))) {
            settle.accept(
                    new Place(
                            chunk.getString("group").getValue(),
                            chunk.getInt32("generation").getValue(),
                            chunk.getString("scope").getValue()));
            chunks.deleteOne(eq(chunk.get(RowDocument.ID)));
        }
    }
}
