package io.daybook.journal.mongo;

import io.daybook.journal.engine.AxonSuites;
import io.daybook.journal.engine.JournalEngine;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngineTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Axon's own suite for storage engines. */
@Tag("servers")
class MongoEventStorageEngineTest
        extends AbstractEventStorageEngineTest<JournalEngine, JournalEngine.Builder> {
    // Closed after what Axon's suite does at the end of each test.
    @AutoClose private final MongoFixture fixture = new MongoFixture();

    private final MongoJournal journal = fixture.node();

    @BeforeEach
    void startWithAnEmptyStore() {
        setTestSubject(createEngine());
    }

    @Override
    protected JournalEngine createEngine(UnaryOperator<JournalEngine.Builder> customization) {
        return AxonSuites.engine(journal, customization);
    }
}
