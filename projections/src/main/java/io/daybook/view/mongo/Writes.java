package io.daybook.view.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;

/** Writes of many documents, of which some may be there already. */
final class Writes {
    private Writes() {}

    /**
     * Runs an unordered write: that a key is taken means that the same or something newer is there.
     */
    static void ignoringThoseThatAreThere(Runnable write) {
        try {
            write.run();
        } catch (MongoBulkWriteException e) {
            boolean onlyThose =
                    e.getWriteConcernError() == null
                            && e.getWriteErrors().stream()
                                    .allMatch(error ->
                                            error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!onlyThose) {
                throw e;
            }
        }
    }
}
