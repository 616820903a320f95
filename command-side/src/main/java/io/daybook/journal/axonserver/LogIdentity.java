package io.daybook.journal.axonserver;

import com.google.protobuf.ByteString;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.journal.mongo.MongoCompanion;
import java.util.List;

/**
 * The first event of the log says which database it belongs to. So nobody works with the wrong
 * context, with one that another application writes, or with one that has lost its events.
 */
final class LogIdentity {
    private static final String TYPE = "daybook.JournalBegun";

    /** Its time: whoever looks for events from some time on is not to find it. */
    private static final long BEFORE_ALL = 0;

    private final Aggregates aggregates;
    private final Appending appending;
    private final Tracking tracking;
    private final MongoCompanion companion;

    LogIdentity(
            Aggregates aggregates,
            Appending appending,
            Tracking tracking,
            MongoCompanion companion) {
        this.aggregates = aggregates;
        this.appending = appending;
        this.tracking = tracking;
        this.companion = companion;
    }

    /**
     * @throws JournalFailure when it is not the log of this database
     */
    void require() {
        if (!isThere()) {
            if (companion.isBegun()) {
                throw new JournalFailure(
                        "The context of Axon Server has lost its events, or is not the one that"
                                + " the database belongs to: check axonserver.context.");
            }
            if (tracking.last() >= 0 && !isThere()) {
                throw new JournalFailure(
                        "The context of Axon Server has events that Daybook did not write: give"
                                + " it a context of its own with axonserver.context.");
            }
            write();
        }
        companion.begun();
    }

    private boolean isThere() {
        var events = aggregates.readFrom(Places.IDENTITY, 0).events();
        if (events.isEmpty()) {
            return false;
        }
        var octets = events.getFirst().getPayload().getData();
        if (!octets.equals(ByteString.copyFromUtf8(companion.identity()))) {
            throw new JournalFailure(
                    "The context of Axon Server belongs to another database: check"
                            + " axonserver.context and mongodb.database.");
        }
        return true;
    }

    private void write() {
        var event =
                EventForm.own(
                        Places.IDENTITY,
                        TYPE,
                        companion.registry().node(),
                        BEFORE_ALL,
                        ByteString.copyFromUtf8(companion.identity()));
        try {
            appending.append(Places.IDENTITY, List.of(event));
        } catch (SequenceTaken e) {
            // Another node that starts was faster; it says the same, or this throws.
            if (!isThere()) {
                throw e;
            }
        }
    }
}
