package io.daybook.journal.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.StoredEvents.HeadVisitor;
import io.daybook.journal.engine.HeadIndex;
import java.util.ArrayList;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/** A document for each stream, and one for the position. */
final class MongoHeadIndex implements HeadIndex {
    private static final String SEQ = "seq";
    private static final String HASH = "hash";
    private static final String POSITION = "position";
    private static final String ID = "heads";
    private static final int BATCH = 1_000;

    private final MongoCollection<Document> heads;
    private final MongoCollection<Document> meta;

    MongoHeadIndex(JournalCollections collections) {
        heads = collections.heads();
        meta = collections.meta();
    }

    @Override
    public long position() {
        return Calls.call(() -> {
            Document kept = meta.find(Filters.eq(ID)).first();
            return kept == null ? -1L : Commit.number(kept, POSITION);
        });
    }

    @Override
    public void write(Map<String, Head> ends, long position) {
        var batch = new ArrayList<UpdateOneModel<Document>>();
        for (var end : ends.entrySet()) {
            batch.add(update(end.getKey(), end.getValue()));
            if (batch.size() == BATCH) {
                write(batch);
                batch.clear();
            }
        }
        write(batch);
        Calls.run(() -> moveTo(position));
    }

    private static UpdateOneModel<Document> update(String stream, Head head) {
        return new UpdateOneModel<>(
                Filters.and(Filters.eq(stream), Filters.lte(SEQ, head.seq())),
                Updates.combine(
                        Updates.set(SEQ, head.seq()), Updates.set(HASH, new Binary(head.hash()))),
                new UpdateOptions().upsert(true));
    }

    private void write(ArrayList<UpdateOneModel<Document>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            heads.bulkWrite(batch, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // A later one is there: it does not match, and cannot be inserted twice.
            boolean isOnlyLater =
                    e.getWriteConcernError() == null
                            && e.getWriteErrors().stream()
                                    .allMatch(one -> one.getCode() == Calls.DUPLICATE_KEY);
            if (!isOnlyLater) {
                throw Calls.failure(e);
            }
        } catch (MongoException e) {
            throw Calls.failure(e);
        }
    }

    private void moveTo(long position) {
        try {
            meta.updateOne(
                    Filters.and(Filters.eq(ID), Filters.lt(POSITION, position)),
                    Updates.set(POSITION, position),
                    new UpdateOptions().upsert(true));
        } catch (MongoException e) {
            // It is further already.
            if (!Calls.isDuplicate(e)) {
                throw e;
            }
        }
    }

    @Override
    public void forEach(HeadVisitor visitor) {
        Calls.run(() -> {
            for (Document kept : heads.find().sort(Sorts.ascending("_id")).batchSize(BATCH)) {
                visitor.visit(
                        kept.getString("_id"),
                        new Head(Commit.number(kept, SEQ), Commit.octets(kept, HASH)));
            }
        });
    }
}
