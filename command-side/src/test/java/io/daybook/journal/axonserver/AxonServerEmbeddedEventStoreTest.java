package io.daybook.journal.axonserver;

import io.daybook.journal.engine.AxonSuites;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Axon's own suite for its embedded event store, on our engine; it takes ten seconds. */
@Tag("cluster")
class AxonServerEmbeddedEventStoreTest extends EmbeddedEventStoreTest {
    // Closed after what Axon's suite does at the end of each test.
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture();

    @BeforeAll
    static void warmUp() throws Exception {
        try (var fixture = new AxonServerFixture()) {
            AxonSuites.warmUp(fixture.node());
        }
    }

    @Override
    public EventStorageEngine createStorageEngine() {
        return AxonSuites.engine(fixture.node());
    }
}
