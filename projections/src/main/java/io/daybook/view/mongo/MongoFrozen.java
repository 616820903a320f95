package io.daybook.view.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import io.daybook.view.Frozen;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.mongo.Standing.Freeze;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are there, and in the place of those that were overwritten what was kept of them.
 */
final class MongoFrozen implements Frozen {
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final Freeze freeze;
    private final Map<Place, Version> versions;
    private final Places places;
    private final Images images;
    private final Function<String, MongoCollection<BsonDocument>> rows;

    MongoFrozen(
            Freeze freeze,
            Map<Place, Version> versions,
            Places places,
            Images images,
            Function<String, MongoCollection<BsonDocument>> rows) {
        this.freeze = freeze;
        this.versions = Map.copyOf(versions);
        this.places = places;
        this.images = images;
        this.rows = rows;
    }

    private record StoredDocument(String id, BsonDocument content) implements Stored {
        @Override
        public byte[] order() {
            return id.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] octets() {
            var octets = new RawBsonDocument(content, CODEC).getByteBuffer();
            byte[] copy = new byte[octets.remaining()];
            octets.get(copy);
            return copy;
        }

        @Override
        public String view() {
            return RowIds.view(id);
        }

        @Override
        public <K> K key(View<K, ?> view) {
            return RowIds.key(view, id);
        }

        @Override
        public <R> Row<R> row(View<?, R> view) {
            return Objects.requireNonNull(RowDocument.read(view, content));
        }
    }

    @Override
    public Version version(Place place) {
        return Objects.requireNonNull(versions.get(place), "the place was not frozen");
    }

    @Override
    public List<Stored> rows(Place place, @Nullable Stored after, int limit) {
        return MongoCalls.call(() -> read(place, after, limit));
    }

    private List<Stored> read(Place place, @Nullable Stored after, int limit) {
        var ids = new RowIds(place);
        var found = new ArrayList<Stored>();
        String from =
                ids.place()
                        + (after == null ? "" : new String(after.order(), StandardCharsets.UTF_8));
        while (found.isEmpty()) {
            var page = new TreeMap<String, BsonDocument>();
            for (var row :
                    rows.apply(place.group())
                            .find(and(Batches.inPlace(place), gt(RowDocument.ID, from)))
                            .sort(Sorts.ascending(RowDocument.ID))
                            .limit(limit)) {
                page.put(RowDocument.id(row), row);
            }
            boolean isLast = page.size() < limit;
            String to = isLast ? RowIds.end(ids.place()) : page.lastKey();
            // Read after the rows: what was overwritten before they were read is kept by now.
            var kept = images.between(freeze, from, to);
            kept.remove(from);
            page.putAll(kept);
            page.forEach((id, row) -> {
                if (row.containsKey(RowDocument.ROW)) {
                    found.add(new StoredDocument(ids.inPlace(id), RowDocument.content(row)));
                }
            });
            if (isLast) {
                break;
            }
            from = to;
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    @Override
    public void close() {
        MongoCalls.run(() -> {
            versions.keySet().forEach(place -> places.thaw(place, freeze.id()));
            images.remove(freeze);
        });
    }
}
