package io.daybook.blob.command.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.daybook.core.Unavailable;
import io.daybook.journal.mongo.Calls;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Calls of the driver; who can try again later is told so. */
final class MongoCalls {
    private MongoCalls() {}

    /**
     * @throws Unavailable when the database does not answer
     */
    static <T extends @Nullable Object> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            if (isUnconfirmed(e)) {
                throw new Unavailable("MongoDB does not answer: " + e.getMessage());
            }
            Unavailable unavailable = Calls.unavailable(e);
            throw unavailable == null ? e : unavailable;
        }
    }

    /** Written, but a majority has not said so. */
    private static boolean isUnconfirmed(MongoException e) {
        return e instanceof MongoBulkWriteException bulk
                && bulk.getWriteErrors().isEmpty()
                && bulk.getWriteConcernError() != null;
    }

    static void run(Runnable call) {
        call(() -> {
            call.run();
            return Boolean.TRUE;
        });
    }

    /** False when there is a document of that id. */
    static boolean inserted(MongoCollection<Document> into, Document document) {
        return call(() -> {
            try {
                into.insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw e;
            }
        });
    }
}
