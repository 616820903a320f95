package io.daybook.journal.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.daybook.journal.JournalFailure;
import java.util.UUID;
import org.bson.Document;

/**
 * Where the events of a database are, said once: a node that was told otherwise does not start, for
 * it would begin a second journal beside the first.
 */
final class EventsPlace {
    private static final String ID = "events";
    private static final String ARE = "are";
    private static final String IDENTITY = "identity";
    private static final String BEGUN = "begun";
    private static final String HERE = "in commits";

    private EventsPlace() {}

    /**
     * @throws JournalFailure when they are elsewhere
     */
    static void requireHere(JournalCollections collections) {
        require(collections, HERE);
    }

    /**
     * @param name of the log that has the events
     * @return what the log is to be known by, the same for all nodes
     * @throws JournalFailure when they are not there
     */
    static String requireIn(JournalCollections collections, String name) {
        boolean hasCommits = Calls.call(() -> collections.commits().find().first() != null);
        if (hasCommits) {
            throw new JournalFailure(
                    "The database has the events itself: they cannot be in "
                            + name
                            + ". Take another database, and move the accounts there"
                            + " (docs/archives.md).");
        }
        return require(collections, name).getString(IDENTITY);
    }

    private static Document require(JournalCollections collections, String place) {
        var mark =
                new Document("_id", ID)
                        .append(ARE, place)
                        .append(IDENTITY, UUID.randomUUID().toString())
                        .append(BEGUN, false);
        Document kept =
                Calls.call(() -> {
                    Document other = Upserts.insertOrFind(collections.meta(), mark);
                    return other == null ? mark : other;
                });
        if (!place.equals(kept.getString(ARE))) {
            throw new JournalFailure(
                    "The events of this database are "
                            + kept.getString(ARE)
                            + ", not "
                            + place
                            + ": give every node the settings that the journal was begun with.");
        }
        return kept;
    }

    /**
     * Whether the log was seen to have its identity, so that one without it has lost its events.
     */
    static boolean isBegun(JournalCollections collections) {
        return Calls.call(() -> {
            Document kept = collections.meta().find(Filters.eq(ID)).first();
            return kept != null && kept.getBoolean(BEGUN, false);
        });
    }

    static void begun(JournalCollections collections) {
        Calls.run(() -> collections.meta().updateOne(Filters.eq(ID), Updates.set(BEGUN, true)));
    }
}
