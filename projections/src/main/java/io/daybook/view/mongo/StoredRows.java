package io.daybook.view.mongo;

import static io.daybook.view.mongo.MongoCalls.call;
import static io.daybook.view.mongo.MongoCalls.run;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.RowStore.FirstVisitor;
import io.daybook.view.RowStore.Visitor;
import io.daybook.view.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Reads rows; a collection for each group, made with its index when it is first asked for. */
final class StoredRows {
    static final String PREFIX = "view.";

    private static final int PAGE = 1_000;
    private static final int MOST_KEYS = 10_000;

    /** Of which rows are asked for at once. */
    private static final int PLACES = 500;

    private final MongoDatabase database;
    private final Map<String, MongoCollection<BsonDocument>> groups = new ConcurrentHashMap<>();

    StoredRows(MongoDatabase database) {
        this.database = database;
    }

    MongoCollection<BsonDocument> of(String group) {
        return groups.computeIfAbsent(
                group,
                name -> {
                    var rows = database.getCollection(PREFIX + name, BsonDocument.class);
                    rows.createIndex(
                            Indexes.ascending(RowDocument.GONE_AT),
                            new IndexOptions().sparse(true));
                    return rows;
                });
    }

    /**
     * Tombstones too, which are read as nothing: MongoDB gets a row faster by its id than by its id
     * and a condition.
     */
    private FindIterable<BsonDocument> find(Place place, View<?, ?> view, BsonValue id) {
        return matching(place, view, new BsonDocument(RowDocument.ID, id));
    }

    private FindIterable<BsonDocument> findThere(Place place, View<?, ?> view, BsonValue ids) {
        return matching(
                place,
                view,
                new BsonDocument(RowDocument.ID, ids)
                        .append(
                                RowDocument.GONE_AT,
                                new BsonDocument("$exists", BsonBoolean.FALSE)));
    }

    private FindIterable<BsonDocument> matching(Place place, View<?, ?> view, BsonDocument filter) {
        var found = of(place.group()).find(filter).batchSize(PAGE);
        if (view.fields().isEmpty()) {
            return found;
        }
        var fields = new ArrayList<>(List.of(RowDocument.SEQ));
        view.fields().forEach(field -> fields.add(RowDocument.ROW + "." + field));
        return found.projection(Projections.include(fields));
    }

    <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key) {
        var id = new BsonString(new RowIds(place).row(view, key));
        return RowDocument.read(view, call(() -> find(place, view, id).first()));
    }

    <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys) {
        var ids = new RowIds(place);
        var wanted = keys.stream().map(key -> ids.row(view, key)).toList();
        var found = HashMap.<String, Row<R>>newHashMap(keys.size());
        for (int from = 0; from < wanted.size(); from += MOST_KEYS) {
            var some = wanted.subList(from, Math.min(from + MOST_KEYS, wanted.size()));
            run(() -> collect(place, view, some, found));
        }
        var rows = new ArrayList<@Nullable Row<R>>(keys.size());
        wanted.forEach(id -> rows.add(found.get(id)));
        return rows;
    }

    private <K, R> void collect(
            Place place, View<K, R> view, List<String> ids, Map<String, Row<R>> into) {
        var anyOf =
                new BsonDocument("$in", new BsonArray(ids.stream().map(BsonString::new).toList()));
        for (var document : find(place, view, anyOf).batchSize(MOST_KEYS)) {
            var row = RowDocument.read(view, document);
            if (row != null) {
                into.put(RowDocument.id(document), row);
            }
        }
    }

    <K, R> void scan(
            Place place,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor) {
        var ids = new RowIds(place);
        String first = from == null ? ids.view(view) : ids.row(view, from);
        String end = to == null ? RowIds.end(ids.view(view)) : ids.row(view, to);
        if (first.compareTo(end) < 0) {
            run(() -> visit(place, view, range(first, "$lt", end), visitor));
        }
    }

    private <K, R> void visit(
            Place place, View<K, R> view, BsonDocument range, Visitor<? super K, R> visitor) {
        for (var document : findThere(place, view, range).sort(Sorts.ascending(RowDocument.ID))) {
            var row = RowDocument.read(view, document);
            if (row != null && !visitor.row(RowIds.key(view, RowDocument.id(document)), row)) {
                return;
            }
        }
    }

    <K, R> void first(List<Place> places, View<K, R> view, FirstVisitor<? super K, R> visitor) {
        for (int from = 0; from < places.size(); from += PLACES) {
            var some = places.subList(from, Math.min(from + PLACES, places.size()));
            run(() -> visitFirst(some, view, visitor));
        }
    }

    private <K, R> void visitFirst(
            List<Place> places, View<K, R> view, FirstVisitor<? super K, R> visitor) {
        var byPrefix = new TreeMap<String, Place>();
        places.forEach(place -> byPrefix.put(new RowIds(place).view(view), place));
        var ranges = new BsonArray();
        byPrefix.keySet()
                .forEach(prefix ->
                        ranges.add(
                                new BsonDocument(
                                        RowDocument.ID, range(prefix, "$lt", RowIds.end(prefix)))));
        var found =
                matching(places.getFirst(), view, new BsonDocument("$or", ranges))
                        .sort(Sorts.ascending(RowDocument.ID));
        var seen = new HashSet<Place>();
        for (var document : found) {
            String id = RowDocument.id(document);
            var row = RowDocument.read(view, document);
            // The prefix that the id begins with is the greatest one that is not greater.
            Place place = Objects.requireNonNull(byPrefix.floorEntry(id)).getValue();
            if (row != null && seen.add(place)) {
                visitor.first(place, RowIds.key(view, id), row);
            }
        }
    }

    private static BsonDocument range(String first, String operator, String end) {
        return new BsonDocument("$gte", new BsonString(first))
                .append(operator, new BsonString(end));
    }

    <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most) {
        var ids = new RowIds(place);
        var range = range(ids.row(view, least), "$lte", ids.row(view, most));
        return RowDocument.read(
                view,
                call(() ->
                        findThere(place, view, range)
                                .sort(Sorts.descending(RowDocument.ID))
                                .limit(1)
                                .first()));
    }
}
