package io.daybook.journal.rocksdb;

import io.daybook.journal.engine.ArrivalsContract;
import io.daybook.journal.engine.DeparturesContract;
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.engine.StoredEventsContract;
import io.daybook.journal.engine.StreamHeadsContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;

/** The contracts of the ports of a journal. */
@Timeout(60)
class RocksJournalTest
        implements StoredEventsContract, StreamHeadsContract, ArrivalsContract, DeparturesContract {
    @AutoClose private final JournalFixture fixture = new JournalFixture();

    @Override
    public JournalNodes nodes() {
        return fixture;
    }
}
