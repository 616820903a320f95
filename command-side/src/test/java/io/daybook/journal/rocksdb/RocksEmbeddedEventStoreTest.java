package io.daybook.journal.rocksdb;

import io.daybook.journal.engine.AxonSuites;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

/** Axon's own suite for its embedded event store, on our engine. */
class RocksEmbeddedEventStoreTest extends EmbeddedEventStoreTest {
    // Closed after what Axon's suite does at the end of each test.
    @AutoClose private final JournalFixture fixture = new JournalFixture();

    @BeforeAll
    static void warmUp() throws Exception {
        try (var fixture = new JournalFixture()) {
            AxonSuites.warmUp(fixture.node());
        }
    }

    @Override
    public EventStorageEngine createStorageEngine() {
        return AxonSuites.engine(fixture.node());
    }
}
