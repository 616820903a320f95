package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import io.daybook.journal.WrappedKeys;
import java.util.HashSet;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** The wrapped keys of streams: a document each, with an empty key once destroyed. */
final class MongoWrappedKeys implements WrappedKeys {
    private static final String WRAPPED = "wrapped";

    private final MongoCollection<Document> keys;

    MongoWrappedKeys(JournalCollections collections) {
        keys = collections.keys();
    }

    @Override
    public byte @Nullable [] find(String stream) {
        return octets(Calls.call(() -> new Found(keys.find(Filters.eq(stream)).first())).document);
    }

    private record Found(@Nullable Document document) {}

    private static byte @Nullable [] octets(@Nullable Document kept) {
        return kept == null ? null : Commit.octets(kept, WRAPPED);
    }

    @Override
    public byte[] create(String stream, byte[] wrapped) {
        byte[] kept =
                octets(
                        Calls.call(() ->
                                        new Found(
                                                Upserts.insertOrFind(
                                                        keys, document(stream, wrapped))))
                                .document);
        return kept == null ? wrapped : kept;
    }

    @Override
    public void put(String stream, byte[] wrapped) {
        Calls.run(() ->
                keys.replaceOne(
                        Filters.eq(stream),
                        document(stream, wrapped),
                        new ReplaceOptions().upsert(true)));
    }

    @Override
    public void destroy(String stream) {
        put(stream, new byte[0]);
    }

    @Override
    public Set<String> destroyed() {
        return Calls.call(() ->
                keys.find(Filters.eq(WRAPPED, new Binary(new byte[0])))
                        .projection(Projections.include("_id"))
                        .map(document -> document.getString("_id"))
                        .into(new HashSet<>()));
    }

    @Override
    public void remove(String stream) {
        Calls.run(() -> keys.deleteOne(Filters.eq(stream)));
    }

    private static Document document(String stream, byte[] wrapped) {
        return new Document("_id", stream).append(WRAPPED, new Binary(wrapped));
    }
}
