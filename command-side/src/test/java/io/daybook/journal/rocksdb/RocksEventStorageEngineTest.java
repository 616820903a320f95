package io.daybook.journal.rocksdb;

import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngineTest;
import org.axonframework.eventsourcing.utils.TestSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Axon's own suite for storage engines. */
class RocksEventStorageEngineTest
        extends AbstractEventStorageEngineTest<
                RocksEventStorageEngine, RocksEventStorageEngine.Builder> {
    private final JournalFixture fixture = new JournalFixture();

    @BeforeEach
    void startWithAnEmptyStore() {
        setTestSubject(createEngine());
    }

    @AfterEach
    void closeTheStore() {
        fixture.close();
    }

    @Override
    protected RocksEventStorageEngine createEngine(
            UnaryOperator<RocksEventStorageEngine.Builder> customization) {
        var builder = RocksEventStorageEngine.builder(fixture.journal());
        builder.eventSerializer(TestSerializer.xStreamSerializer())
                .snapshotSerializer(TestSerializer.xStreamSerializer());
        return customization.apply(builder).build();
    }
}
