package io.daybook.journal.engine;

import io.daybook.core.StreamHeads;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Sealer;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.StoredEvents;
import org.axonframework.serialization.Serializer;

/** The journal of a product as this process has it open, with its ports. */
public interface OpenJournal extends AutoCloseable {
    KeyRing keys();

    Sealer sealer();

    /** The stored octets of all streams. */
    StoredEvents stored();

    StreamHeads heads();

    Departures departures();

    Arrivals arrivals();

    SnapshotStore snapshots();

    /** Checks what is stored. */
    default JournalCheck check() {
        return new JournalCheck(stored(), keys(), sealer());
    }

    JournalEngine.Parts parts();

    /** Axon's engine on this journal; events and snapshots are written by this serializer. */
    default JournalEngine engine(Serializer serializer) {
        var builder = JournalEngine.builder(parts());
        builder.eventSerializer(serializer).snapshotSerializer(serializer);
        return builder.build();
    }

    /** Waits for what is queued. */
    @Override
    void close();
}
