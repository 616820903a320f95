package io.daybook.view.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.daybook.view.mongo.Standing.Freeze;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * Rows as they were when they were frozen, kept from the moment that they are overwritten: the
 * first image of a row counts, and one without a row says that there was none.
 */
final class Images {
    private static final String UNTIL = "until";

    private final MongoCollection<BsonDocument> documents;

    Images(MongoCollection<BsonDocument> documents) {
        this.documents = documents;
    }

    /** Keeps what these rows are, before a batch overwrites them. */
    void keep(
            List<Freeze> freezes,
            MongoCollection<BsonDocument> rows,
            List<String> ids,
            Instant now) {
        var wanted = freezes.stream().filter(freeze -> freeze.until().isAfter(now)).toList();
        if (wanted.isEmpty() || ids.isEmpty()) {
            return;
        }
        Map<String, BsonDocument> known = new HashMap<>();
        for (var row : rows.find(in(RowDocument.ID, ids))) {
            known.put(RowDocument.id(row), row);
        }
        var images = new ArrayList<BsonDocument>();
        for (var freeze : wanted) {
            for (String id : ids) {
                images.add(image(freeze, id, known.get(id)));
            }
        }
        Writes.ignoringThoseThatAreThere(
                () -> documents.insertMany(images, new InsertManyOptions().ordered(false)));
    }

    private static BsonDocument image(Freeze freeze, String id, @Nullable BsonDocument row) {
        var image =
                new BsonDocument(RowDocument.ID, new BsonString(freeze.id() + "/" + id))
                        .append(UNTIL, Standing.date(freeze.until()));
        if (row != null && !RowDocument.isTombstone(row)) {
            image.putAll(RowDocument.content(row));
        }
        return image;
    }

    /** The images of rows with ids from {@code from} to {@code to}, by their ids. */
    NavigableMap<String, BsonDocument> between(Freeze freeze, String from, String to) {
        var images = new TreeMap<String, BsonDocument>();
        String prefix = freeze.id() + "/";
        for (var image :
                documents
                        .find(
                                and(
                                        gte(RowDocument.ID, prefix + from),
                                        lte(RowDocument.ID, prefix + to)))
                        .sort(ascending(RowDocument.ID))) {
            images.put(RowDocument.id(image).substring(prefix.length()), image);
        }
        return images;
    }

    void remove(Freeze freeze) {
        String prefix = freeze.id() + "/";
        documents.deleteMany(
                and(gte(RowDocument.ID, prefix), lt(RowDocument.ID, RowIds.end(prefix))));
    }

    /** Removes those whose freeze was given up. */
    void sweep(Instant now) {
        documents.deleteMany(lt(UNTIL, Standing.date(now)));
    }
}
