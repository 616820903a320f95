package io.daybook.journal.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.journal.engine.AxonSuites;
import io.daybook.journal.engine.JournalEngine;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngineTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Axon's own suite for storage engines. Its tests of tokens begin streams in the middle, which Axon
 * Server does not take: they are said again here with streams that begin at 0.
 */
@Tag("cluster")
class AxonServerEventStorageEngineTest
        extends AbstractEventStorageEngineTest<JournalEngine, JournalEngine.Builder> {
    // Closed after what Axon's suite does at the end of each test.
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture();

    private final AxonServerJournal journal = fixture.node();

    @BeforeEach
    void startWithAnEmptyStore() {
        setTestSubject(createEngine());
    }

    @Override
    protected JournalEngine createEngine(UnaryOperator<JournalEngine.Builder> customization) {
        return AxonSuites.engine(journal, customization);
    }

    private static DomainEventMessage<String> event(long seq, String at) {
        return new GenericDomainEventMessage<>(
                "type",
                "tokens",
                seq,
                "payload",
                MetaData.emptyInstance(),
                "event-" + seq,
                Instant.parse("2007-12-03T" + at + "Z"));
    }

    /** Two of them happened earlier than one that came before. */
    private EventStorageEngine filled() {
        var engine = createEngine();
        engine.appendEvents(
                event(0, "10:15:30.00"),
                event(1, "10:15:40.00"),
                event(2, "10:15:50.00"),
                event(3, "10:15:45.00"),
                event(4, "10:15:42.00"));
        return engine;
    }

    private static List<String> after(EventStorageEngine engine, @Nullable TrackingToken token) {
        return engine.readEvents(token, false).map(EventMessage::getIdentifier).toList();
    }

    @Test
    @Override
    public void createTailToken() {
        var engine = filled();
        assertThat(after(engine, engine.createTailToken())).isEqualTo(names(0));
    }

    @Test
    @Override
    public void createHeadToken() {
        var engine = filled();
        assertThat(after(engine, engine.createHeadToken())).isEmpty();
    }

    @Test
    @Override
    public void createTokenAt() {
        assertNamed("10:15:35.00", 1);
    }

    @Test
    @Override
    public void createTokenAtExactTime() {
        assertNamed("10:15:30.00", 0);
    }

    @Test
    @Override
    public void createTokenWithUnorderedEvents() {
        assertNamed("10:15:45.00", 2);
    }

    @Test
    @Override
    public void createTokenAtTimeAfterLastEvent() {
        assertNamed("10:16:00.00", 5);
    }

    @Test
    @Override
    public void createTokenAtTimeBeforeFirstEvent() {
        assertNamed("10:15:00.00", 0);
    }

    private static List<String> names(int first) {
        return IntStream.range(first, 5).mapToObj(seq -> "event-" + seq).toList();
    }

    private void assertNamed(String time, int first) {
        var engine = filled();
        var token = engine.createTokenAt(Instant.parse("2007-12-03T" + time + "Z"));
        assertThat(after(engine, token)).as("%s", token).isEqualTo(names(first));
    }
}
