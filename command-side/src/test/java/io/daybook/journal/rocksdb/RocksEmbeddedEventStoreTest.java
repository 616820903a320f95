package io.daybook.journal.rocksdb;


import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.utils.TestSerializer;
import org.junit.jupiter.api.AfterEach;

/** Axon's own suite for its embedded event store, on our engine. */
class RocksEmbeddedEventStoreTest extends EmbeddedEventStoreTest {
    private final JournalFixture fixture = new JournalFixture();

    @AfterEach
    void closeTheStore() {
        fixture.close();
    }

    @Override
    public EventStorageEngine createStorageEngine() {
        var builder = RocksEventStorageEngine.builder(fixture.journal());
        builder.eventSerializer(TestSerializer.xStreamSerializer())
                .snapshotSerializer(TestSerializer.xStreamSerializer());
        return builder.build();
    }
}
