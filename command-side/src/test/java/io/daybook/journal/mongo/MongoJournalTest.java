package io.daybook.journal.mongo;

import io.daybook.journal.engine.ArrivalsContract;
import io.daybook.journal.engine.DeparturesContract;
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.engine.StoredEventsContract;
import io.daybook.journal.engine.StreamHeadsContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** The contracts of the ports of a journal. */
@Tag("servers")
@Timeout(60)
class MongoJournalTest
        implements StoredEventsContract, StreamHeadsContract, ArrivalsContract, DeparturesContract {
    @AutoClose private final MongoFixture fixture = new MongoFixture();

    @Override
    public JournalNodes nodes() {
        return fixture;
    }
}
