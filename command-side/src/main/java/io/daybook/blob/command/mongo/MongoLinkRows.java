package io.daybook.blob.command.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import io.daybook.blob.command.link.BlobLink;
import io.daybook.blob.command.link.BlobLink.Doubt;
import io.daybook.blob.command.link.BlobLink.Permanent;
import io.daybook.blob.command.link.BlobLink.UploadLink;
import io.daybook.blob.command.link.LinkRows;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** The links in the collection {@code blobLinks}: a document for each account and blob. */
public final class MongoLinkRows implements LinkRows {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MongoCollection<Document> links;

    /** Makes the indexes that are not there yet. */
    public MongoLinkRows(MongoDatabase database) {
        links = database.getCollection("blobLinks");
        MongoCalls.run(() -> {
            links.createIndex(ascending("blob"));
            links.createIndex(ascending("account", "hash"));
            links.createIndex(ascending("account", "uploads.user"));
            links.createIndex(ascending("uploads.expires"));
            links.createIndex(ascending("permanent.doubt.since"));
        });
    }

    private static String id(AccountId account, BlobId blob) {
        return account.value() + "|" + blob.value();
    }

    @Override
    public @Nullable Kept find(AccountId account, BlobId blob) {
        return MongoCalls.call(() -> {
            var found = links.find(eq("_id", id(account, blob))).first();
            return found == null ? null : kept(found);
        });
    }

    @Override
    public List<Kept> find(AccountId account, Collection<BlobId> blobs) {
        return rows(in("_id", blobs.stream().map(blob -> id(account, blob)).distinct().toList()));
    }

    @Override
    public List<Kept> find(AccountId account, BlobId blob, String user) {
        return rows(or(eq("_id", id(account, blob)), uploadedBy(account, user)));
    }

    private List<Kept> rows(Bson filter) {
        return some(filter, 0);
    }

    @Override
    public @Nullable Kept replace(@Nullable Kept before, BlobLink after) {
        if (before == null) {
            // A row that comes after one that went must not pass for it.
            var first = new Kept(after, RANDOM.nextLong() >>> 1);
            return MongoCalls.inserted(links, written(first)) ? first : null;
        }
        var next = new Kept(after, before.version() + 1);
        return MongoCalls.call(() ->
                links.replaceOne(asItWas(before), written(next)).getMatchedCount() > 0
                        ? next
                        : null);
    }

    @Override
    public boolean replace(Map<Kept, BlobLink> changes) {
        var writes = new ArrayList<ReplaceOneModel<Document>>();
        changes.forEach((before, after) ->
                writes.add(
                        new ReplaceOneModel<>(
                                asItWas(before), written(new Kept(after, before.version() + 1)))));
        return writes.isEmpty()
                || MongoCalls.call(() ->
                        links.bulkWrite(writes, new BulkWriteOptions().ordered(false))
                                        .getMatchedCount()
                                == writes.size());
    }

    @Override
    public boolean remove(Kept before) {
        return MongoCalls.call(() -> links.deleteOne(asItWas(before)).getDeletedCount() > 0);
    }

    private static Bson asItWas(Kept row) {
        return and(
                eq("_id", id(row.link().account(), row.link().blob())),
                eq("version", row.version()));
    }

    @Override
    public void remove(Collection<Kept> rows) {
        var removals =
                rows.stream().map(row -> new DeleteOneModel<Document>(asItWas(row))).toList();
        if (!removals.isEmpty()) {
            MongoCalls.run(() -> links.bulkWrite(removals, new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public Set<BlobId> linked(Collection<BlobId> blobs) {
        var names = blobs.stream().map(BlobId::value).toList();
        return MongoCalls.call(() ->
                links.distinct("blob", in("blob", names), String.class)
                        .map(BlobId::new)
                        .into(new HashSet<>()));
    }

    @Override
    public void forEachPermanent(AccountId account, Consumer<BlobId> visitor) {
        MongoCalls.run(() ->
                links.find(and(eq("account", account.value()), exists("permanent")))
                        .sort(ascending("hash"))
                        .forEach(it -> visitor.accept(new BlobId(it.getString("blob")))));
    }

    private static Bson uploadedBy(AccountId account, String user) {
        return and(eq("account", account.value()), eq("uploads.user", user));
    }

    @Override
    public List<Kept> expiring(long until, int limit) {
        return some(lte("uploads.expires", until), limit);
    }

    @Override
    public List<Kept> doubted(long until, int limit) {
        return some(lte("permanent.doubt.since", until), limit);
    }

    private List<Kept> some(Bson filter, int limit) {
        return MongoCalls.call(() ->
                links.find(filter).limit(limit).map(MongoLinkRows::kept).into(new ArrayList<>()));
    }

    private static Document written(Kept row) {
        var link = row.link();
        var document =
                new Document("_id", id(link.account(), link.blob()))
                        .append("version", row.version())
                        .append("account", link.account().value())
                        .append("blob", link.blob().value())
                        .append("hash", HexFormat.of().formatHex(link.blob().sha256Octets()))
                        .append("size", link.size())
                        .append("key", new Binary(link.wrappedKey()))
                        .append(
                                "uploads",
                                link.uploads().stream().map(MongoLinkRows::written).toList());
        var permanent = link.permanent();
        return permanent == null ? document : document.append("permanent", written(permanent));
    }

    private static Document written(UploadLink upload) {
        return new Document("user", upload.user())
                .append("at", upload.uploadedAt())
                .append("expires", upload.expires());
    }

    private static Document written(Permanent permanent) {
        var document = new Document();
        if (permanent.maker() != null) {
            document.append("maker", permanent.maker());
        }
        var doubt = permanent.doubt();
        if (doubt != null) {
            document.append(
                    "doubt", new Document("since", doubt.since()).append("user", doubt.user()));
        }
        return document;
    }

    private static Kept kept(Document document) {
        return new Kept(read(document), document.getLong("version"));
    }

    private static BlobLink read(Document document) {
        return new BlobLink(
                new AccountId(document.getString("account")),
                new BlobId(document.getString("blob")),
                document.getLong("size"),
                document.get("key", Binary.class).getData(),
                permanent(document.get("permanent", Document.class)),
                document.getList("uploads", Document.class).stream()
                        .map(it ->
                                new UploadLink(
                                        it.getString("user"),
                                        it.getLong("at"),
                                        it.getLong("expires")))
                        .toList());
    }

    private static @Nullable Permanent permanent(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        var doubt = document.get("doubt", Document.class);
        return new Permanent(
                document.getString("maker"),
                doubt == null ? null : new Doubt(doubt.getLong("since"), doubt.getString("user")));
    }
}
