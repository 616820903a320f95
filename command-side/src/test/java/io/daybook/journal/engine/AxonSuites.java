package io.daybook.journal.engine;

import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.utils.EventStoreTestUtils;
import org.axonframework.eventsourcing.utils.TestSerializer;

/** What Axon's suites for engines and event stores need of a journal. */
public final class AxonSuites {
    private AxonSuites() {}

    /** For the suite of engines. */
    public static JournalEngine engine(
            OpenJournal journal, UnaryOperator<JournalEngine.Builder> customization) {
        var builder = JournalEngine.builder(journal.parts());
        builder.eventSerializer(TestSerializer.xStreamSerializer())
                .snapshotSerializer(TestSerializer.xStreamSerializer());
        return customization.apply(builder).build();
    }

    /** For the suite of the embedded event store. */
    public static JournalEngine engine(OpenJournal journal) {
        journal.keys().keyFor(EventStoreTestUtils.AGGREGATE);
        return journal.engine(TestSerializer.xStreamSerializer());
    }

    /** The suite allows 100 ms from an append to its reading: nothing may be done a first time. */
    public static void warmUp(OpenJournal journal) throws InterruptedException {
        var engine = engine(journal);
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
