package io.daybook.journal.rocksdb;

import io.daybook.journal.engine.AxonSuites;
import io.daybook.journal.engine.JournalEngine;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngineTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** Axon's own suite for storage engines. */
class RocksEventStorageEngineTest
        extends AbstractEventStorageEngineTest<JournalEngine, JournalEngine.Builder> {
    // Closed after what Axon's suite does at the end of each test.
    @AutoClose private final JournalFixture fixture = new JournalFixture();

    @BeforeEach
    void startWithAnEmptyStore() {
        setTestSubject(createEngine());
    }

    @Override
    protected JournalEngine createEngine(UnaryOperator<JournalEngine.Builder> customization) {
        return AxonSuites.engine(fixture.journal(), customization);
    }
}
