package io.daybook.journal.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.daybook.journal.JournalFailure;
import org.bson.Document;

/**
 * The collections of the journal. What they need is made at every start, by every node: an index
 * that is there already is left alone.
 */
final class JournalCollections {
    /** Of the layout; a newer one is refused. */
    private static final int LAYOUT = 1;

    private final MongoDatabase database;

    private JournalCollections(MongoDatabase database) {
        this.database = database.withReadConcern(ReadConcern.MAJORITY);
    }

    /**
     * @throws JournalFailure when a newer Daybook made the collections
     */
    static JournalCollections open(MongoDatabase database) {
        var collections = new JournalCollections(database);
        Calls.run(collections::prepare);
        return collections;
    }

    private void prepare() {
        var kept = Upserts.insertOrFind(meta(), new Document("_id", "layout").append("is", LAYOUT));
        long layout = kept == null ? LAYOUT : Commit.number(kept, "is");
        if (layout > LAYOUT) {
            throw new JournalFailure(
                    "The database "
                            + database.getName()
                            + " was made by a newer Daybook (layout "
                            + layout
                            + ", this one knows "
                            + LAYOUT
                            + "): run that one, or name another with daybook.mongodb.database.");
        }
        commits()
                .createIndex(
                        Indexes.compoundIndex(
                                Indexes.ascending(Commit.STREAM), Indexes.descending(Commit.LAST)));
        commits().createIndex(Indexes.ascending(Commit.NODE, Commit.COUNTER));
        manifests().createIndex(Indexes.ascending("stream", "seq"));
        chunks().createIndex(Indexes.ascending("stream"));
        arrivals().createIndex(Indexes.ascending("opens"));
        arrivals().createIndex(Indexes.ascending("open"), new IndexOptions().sparse(true));
    }

    /** One document for each commit: {@link Commit}. */
    MongoCollection<Document> commits() {
        return database.getCollection("commits");
    }

    /** Wrapped keys by stream. */
    MongoCollection<Document> keys() {
        return database.getCollection("keys");
    }

    /** Stored forms that the journal holds. */
    MongoCollection<Document> forms() {
        return database.getCollection("forms");
    }

    MongoCollection<Document> manifests() {
        return database.getCollection("snapshots");
    }

    MongoCollection<Document> chunks() {
        return database.getCollection("snapshot-chunks");
    }

    /** The snapshots of Axon's own repositories. */
    MongoCollection<Document> axonSnapshots() {
        return database.getCollection("axon-snapshots");
    }

    MongoCollection<Document> tokens() {
        return database.getCollection("tokens");
    }

    MongoCollection<Document> nodes() {
        return database.getCollection("nodes");
    }

    MongoCollection<Document> shares() {
        return database.getCollection("shares");
    }

    MongoCollection<Document> arrivals() {
        return database.getCollection("arrivals");
    }

    /** The ends of streams, when the events are elsewhere. */
    MongoCollection<Document> heads() {
        return database.getCollection("heads");
    }

    MongoCollection<Document> departures() {
        return database.getCollection("departures");
    }

    MongoCollection<Document> meta() {
        return database.getCollection("meta");
    }
}
