package io.daybook.journal.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.engine.JournalEventData;
import io.daybook.journal.engine.SmallSnapshots;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.bson.Document;
import org.bson.types.Binary;

/** A document for each stream, sealed under its key. */
final class AxonSnapshots implements SmallSnapshots {
    private static final String SEQ = "seq";
    private static final String SEALED = "sealed";

    private final MongoCollection<Document> snapshots;
    private final Sealer sealer;

    AxonSnapshots(JournalCollections collections, Sealer sealer) {
        snapshots = collections.axonSnapshots();
        this.sealer = sealer;
    }

    @Override
    public void store(OpenedEvent snapshot) {
        byte[] sealed = sealer.seal(snapshot);
        try {
            snapshots.updateOne(
                    Filters.and(Filters.eq(snapshot.stream()), Filters.lte(SEQ, snapshot.seq())),
                    Updates.combine(
                            Updates.set(SEQ, snapshot.seq()),
                            Updates.set(SEALED, new Binary(sealed))),
                    new UpdateOptions().upsert(true));
        } catch (MongoException e) {
            // A newer one is there: it does not match, and cannot be inserted twice.
            if (!Calls.isDuplicate(e)) {
                throw Calls.failure(e);
            }
        }
    }

    @Override
    public Optional<DomainEventData<byte[]>> latest(String stream) {
        return Calls.call(() -> Optional.ofNullable(snapshots.find(Filters.eq(stream)).first()))
                .map(kept ->
                        new StoredEvent(
                                stream,
                                Commit.number(kept, SEQ),
                                StoredEvent.start(),
                                Commit.octets(kept, SEALED)))
                .map(stored -> new JournalEventData(sealer.open(stored)));
    }
}
