package io.daybook.blob.command.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.daybook.blob.command.link.BlobRows;
import io.daybook.core.BlobId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Where octets are, in the collection {@code blobs}, and what is kept beside them, in {@code
 * blobsBeside}.
 */
public final class MongoBlobRows implements BlobRows {
    private final MongoCollection<Document> blobs;
    private final MongoCollection<Document> besides;

    /** Makes the indexes that are not there yet. */
    public MongoBlobRows(MongoDatabase database) {
        blobs = database.getCollection("blobs");
        besides = database.getCollection("blobsBeside");
        MongoCalls.run(() -> {
            blobs.createIndex(ascending("mark"));
            besides.createIndex(ascending("blob"));
        });
    }

    private static Bson id(BlobId blob) {
        return eq("_id", blob.value());
    }

    /** The row, as long as its octets are where they were. */
    private static Bson at(BlobRow row) {
        return and(id(row.blob()), eq("place", row.place()));
    }

    private static Bson staying(BlobRow row) {
        return and(at(row), eq("leaving", false));
    }

    @Override
    public @Nullable BlobRow find(BlobId blob) {
        return MongoCalls.call(() -> {
            var found = blobs.find(id(blob)).first();
            return found == null ? null : read(found);
        });
    }

    @Override
    public List<BlobRow> find(Collection<BlobId> wanted) {
        return MongoCalls.call(() ->
                blobs.find(in("_id", names(wanted)))
                        .map(MongoBlobRows::read)
                        .into(new ArrayList<>()));
    }

    @Override
    public boolean create(BlobRow row) {
        if (MongoCalls.inserted(blobs, written(row))) {
            return true;
        }
        boolean isInstead =
                MongoCalls.call(() ->
                        blobs.replaceOne(and(id(row.blob()), eq("leaving", true)), written(row))
                                        .getMatchedCount()
                                > 0);
        if (isInstead) {
            // Sealed under the key of what was there before.
            MongoCalls.run(() -> besides.deleteMany(eq("blob", row.blob().value())));
        }
        return isInstead;
    }

    @Override
    public boolean move(Map<BlobRow, BlobRow> moves) {
        var writes = new ArrayList<ReplaceOneModel<Document>>();
        moves.forEach((from, to) -> writes.add(new ReplaceOneModel<>(staying(from), written(to))));
        return writes.isEmpty()
                || MongoCalls.call(() ->
                        blobs.bulkWrite(writes, new BulkWriteOptions().ordered(false))
                                        .getMatchedCount()
                                == writes.size());
    }

    @Override
    public void mark(Collection<BlobId> wanted, long now) {
        MongoCalls.run(() ->
                blobs.updateMany(
                        and(in("_id", names(wanted)), eq("leaving", false)), set("mark", now)));
    }

    private static List<String> names(Collection<BlobId> blobs) {
        return blobs.stream().map(BlobId::value).distinct().toList();
    }

    @Override
    public boolean unmark(BlobRow row) {
        return MongoCalls.call(
                () -> blobs.updateOne(staying(row), unset("mark")).getMatchedCount() > 0);
    }

    @Override
    public void unmark(Collection<BlobRow> rows) {
        write(
                rows.stream()
                        .map(row -> new UpdateOneModel<Document>(staying(row), unset("mark")))
                        .toList());
    }

    private void write(List<? extends WriteModel<Document>> writes) {
        if (!writes.isEmpty()) {
            MongoCalls.run(() -> blobs.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public List<BlobRow> marked(long until, int limit) {
        return MongoCalls.call(() ->
                blobs.find(lte("mark", until))
                        .limit(limit)
                        .map(MongoBlobRows::read)
                        .into(new ArrayList<>()));
    }

    @Override
    public void leave(Collection<BlobRow> rows) {
        write(
                rows.stream()
                        .map(row ->
                                new UpdateOneModel<Document>(
                                        and(at(row), eq("mark", row.mark())), set("leaving", true)))
                        .toList());
    }

    @Override
    public void delete(Collection<BlobRow> rows) {
        var names = names(rows.stream().map(BlobRow::blob).toList());
        MongoCalls.run(() -> besides.deleteMany(in("blob", names)));
        write(
                rows.stream()
                        .map(row -> new DeleteOneModel<Document>(and(at(row), eq("leaving", true))))
                        .toList());
    }

    @Override
    public void putBeside(String name, Map<BlobId, byte[]> sealed) {
        var writes = new ArrayList<ReplaceOneModel<Document>>();
        sealed.forEach((blob, octets) -> {
            String id = beside(blob, name);
            var document =
                    new Document("_id", id)
                            .append("blob", blob.value())
                            .append("sealed", new Binary(octets));
            writes.add(
                    new ReplaceOneModel<>(
                            eq("_id", id), document, new ReplaceOptions().upsert(true)));
        });
        if (!writes.isEmpty()) {
            MongoCalls.run(() -> besides.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public Map<BlobId, byte[]> beside(Collection<BlobId> wanted, String name) {
        var ids = wanted.stream().map(blob -> beside(blob, name)).distinct().toList();
        var found = new HashMap<BlobId, byte[]>();
        MongoCalls.run(() ->
                besides.find(in("_id", ids))
                        .forEach(it ->
                                found.put(
                                        new BlobId(it.getString("blob")),
                                        it.get("sealed", Binary.class).getData())));
        return found;
    }

    private static String beside(BlobId blob, String name) {
        return blob.value() + "|" + name;
    }

    private static Document written(BlobRow row) {
        var document =
                new Document("_id", row.blob().value())
                        .append("size", row.size())
                        .append("key", new Binary(row.wrappedKey()))
                        .append("place", row.place())
                        .append("passing", row.isPassing())
                        .append("leaving", row.isLeaving());
        return row.mark() == null ? document : document.append("mark", row.mark());
    }

    private static BlobRow read(Document document) {
        return new BlobRow(
                new BlobId(document.getString("_id")),
                document.getLong("size"),
                document.get("key", Binary.class).getData(),
                document.getString("place"),
                document.getBoolean("passing"),
                document.getLong("mark"),
                document.getBoolean("leaving"));
    }
}
