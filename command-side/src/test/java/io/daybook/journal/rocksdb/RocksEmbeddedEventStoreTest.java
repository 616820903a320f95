package io.daybook.journal.rocksdb;

import io.daybook.journal.engine.JournalEngine;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.utils.EventStoreTestUtils;
import org.axonframework.eventsourcing.utils.TestSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

/** Axon's own suite for its embedded event store, on our engine. */
class RocksEmbeddedEventStoreTest extends EmbeddedEventStoreTest {
    // Closed after what Axon's suite does at the end of each test.
    @AutoClose private final JournalFixture fixture = new JournalFixture();

    /** The suite allows 100 ms from an append to its reading: nothing may be done a first time. */
    @BeforeAll
    static void warmUp() throws InterruptedException {
        try (var fixture = new JournalFixture()) {
            var engine = engine(fixture);
            for (int i = 0; i < 20; i++) {
                engine.appendEvents(EventStoreTestUtils.createEvent("warm", i));
                engine.readEvents(null, false).forEach(EventMessage::getPayload);
            }
            var store = EmbeddedEventStore.builder().storageEngine(engine).build();
            try (var stream = store.openStream(null)) {
                store.publish(EventStoreTestUtils.createEvent("warm", 20));
                for (int i = 0; i <= 20; i++) {
                    stream.nextAvailable();
                }
            } finally {
                store.shutDown();
            }
        }
    }

    @Override
    public EventStorageEngine createStorageEngine() {
        fixture.journal().keys().keyFor(EventStoreTestUtils.AGGREGATE);
        return engine(fixture);
    }

    private static JournalEngine engine(JournalFixture fixture) {
        return fixture.journal().engine(TestSerializer.xStreamSerializer());
    }
}
