package io.daybook.journal.rocksdb;

import io.daybook.journal.engine.JournalEngine;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngineTest;
import org.axonframework.eventsourcing.utils.TestSerializer;
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
        var builder = JournalEngine.builder(fixture.journal().parts());
        builder.eventSerializer(TestSerializer.xStreamSerializer())
                .snapshotSerializer(TestSerializer.xStreamSerializer());
        return customization.apply(builder).build();
    }
}
