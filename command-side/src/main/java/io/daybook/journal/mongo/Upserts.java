package io.daybook.journal.mongo;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.daybook.core.Unavailable;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Inserts that may have happened before, here or on another node. */
final class Upserts {
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_NANOS = 20_000_000;

    private Upserts() {}

    /** Inserts the document and returns null, or returns the one that has its {@code _id}. */
    static @Nullable Document insertOrFind(
            MongoCollection<Document> collection, Document document) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                collection.insertOne(document);
                return null;
            } catch (MongoWriteException e) {
                if (!Calls.isDuplicate(e)) {
                    throw e;
                }
            }
            Document kept = collection.find(Filters.eq(document.get("_id"))).first();
            if (kept != null) {
                return kept;
            }
            // Deleted meanwhile, or not yet acknowledged by a majority.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new Unavailable(document.get("_id") + " is not acknowledged by a majority");
    }
}
