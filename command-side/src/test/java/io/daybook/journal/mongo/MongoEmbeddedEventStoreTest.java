package io.daybook.journal.mongo;

import io.daybook.journal.engine.AxonSuites;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Axon's own suite for its embedded event store, on our engine; it takes ten seconds. */
@Tag("cluster")
class MongoEmbeddedEventStoreTest extends EmbeddedEventStoreTest {
    // Closed after what Axon's suite does at the end of each test.
    @AutoClose private final MongoFixture fixture = new MongoFixture();

    @BeforeAll
    static void warmUp() throws Exception {
        try (var fixture = new MongoFixture()) {
            AxonSuites.warmUp(fixture.node());
        }
    }

    @Override
    public EventStorageEngine createStorageEngine() {
        return AxonSuites.engine(fixture.node());
    }
}
