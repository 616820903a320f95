package io.daybook.journal.mongo;

import io.daybook.journal.JournalFailure;
import io.daybook.journal.MasterKey;
import org.bson.Document;

/** Makes sure that all nodes, and all starts, use the same master key. */
final class MasterKeys {
    private MasterKeys() {}

    /**
     * @throws JournalFailure when the journal was written under another key
     */
    static void require(JournalCollections collections, MasterKey master) {
        var mark = new Document("_id", "master key").append("fingerprint", master.fingerprint());
        boolean isOurs =
                Calls.call(() -> {
                    Document kept = Upserts.insertOrFind(collections.meta(), mark);
                    return kept == null
                            || master.fingerprint().equals(kept.getString("fingerprint"));
                });
        if (!isOurs) {
            throw new JournalFailure(
                    "This is not the master key of the database: give every node the one that the"
                            + " journal was begun with.");
        }
    }
}
