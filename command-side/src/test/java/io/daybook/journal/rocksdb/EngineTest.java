package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Event;
import io.daybook.core.codec.RecordCodec;
import io.daybook.journal.CommitTicket;
import io.daybook.journal.EventCodec;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.Form;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.JournalSerializer;
import io.daybook.journal.Upcaster;
import io.daybook.journal.engine.JournalEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final String STREAM = "account:a";

    record Labelled(String label) implements Event {}

    record Weighed(String label, int weight) implements Event {}

    private static final EventCodecs OLD =
            new EventCodecs(
                    List.of(
                            new EventCodec<>(
                                    "test.Labelled",
                                    "1",
                                    Labelled.class,
                                    RecordCodec.of(
                                            (e, out) -> out.text("label", e.label()),
                                            in -> new Labelled(in.requiredText("label"))))));

    private static final EventCodec<Weighed> WEIGHED =
            new EventCodec<>(
                    "test.Labelled",
                    "2",
                    Weighed.class,
                    RecordCodec.of(
                            (e, out) -> {
                                out.text("label", e.label());
                                out.number("weight", e.weight());
                            },
                            in -> new Weighed(in.requiredText("label"), in.integer("weight"))));

    /** Revision 1 had no weight: then everything weighed as much as its label is long. */
    private static final EventCodecs NEW =
            new EventCodecs(
                    List.of(WEIGHED),
                    List.of(
                            Upcaster.rewriting(
                                    new Form("test.Labelled", "1"),
                                    WEIGHED.form(),
                                    (in, out) -> {
                                        String label = in.requiredText("label");
                                        out.text("label", label);
                                        out.number("weight", label.length());
                                    })));

    private final FailingWrite disk = new FailingWrite();
    private final JournalFixture fixture = new JournalFixture(disk);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void an_older_revision_is_upcast_after_its_octets_were_proved() {
        engine(OLD).appendEvents(event(0, new Labelled("heavy")));
        Stream<Object> upcast = engine(NEW).readEvents(STREAM).asStream().map(Message::getPayload);
        assertThat(upcast).containsExactly(new Weighed("heavy", 5));
        assertThat(fixture.journal().check().verify(STREAM))
                .isEqualTo(new JournalCheck.Sound(1, true));
    }

    @Test
    void a_revision_that_nobody_knows_is_told_as_unknown() {
        engine(OLD).appendEvents(event(0, new Labelled("heavy")));
        var read = engine(new EventCodecs(List.of(WEIGHED))).readEvents(STREAM).next();
        assertThat(read.getPayloadType().getSimpleName()).isEqualTo("UnknownSerializedType");
    }

    @Test
    void metadata_time_and_identifier_are_kept() {
        var event = event(0, new Labelled("heavy"));
        engine(OLD).appendEvents(event);
        var read = engine(OLD).readEvents(STREAM).next();
        assertThat(read.getMetaData()).isEqualTo(event.getMetaData());
        assertThat(read.getTimestamp()).isEqualTo(event.getTimestamp());
        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getType()).isEqualTo("Test");
    }

    @Test
    void a_place_that_is_taken_or_out_of_reach_is_a_conflict() {
        var engine = engine(OLD);
        engine.appendEvents(event(0, new Labelled("a")), event(1, new Labelled("b")));
        assertThatThrownBy(() -> engine.appendEvents(event(1, new Labelled("c"))))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(event(3, new Labelled("c"))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(engine.lastSequenceNumberFor(STREAM)).contains(1L);
    }

    @Test
    void a_long_stream_is_read_in_portions_from_anywhere() {
        var engine = engine(OLD);
        for (int seq = 0; seq < 1500; seq += 100) {
            int first = seq;
            engine.appendEvents(
                    Stream.iterate(first, i -> i < first + 100, i -> i + 1)
                            .map(i -> event(i, new Labelled("label " + i)))
                            .toList());
        }
        var read = engine.readEvents(STREAM, 399).asStream().toList();
        assertThat(read).hasSize(1101);
        assertThat(read.getFirst().getSequenceNumber()).isEqualTo(399);
        assertThat(read.getLast().getPayload()).isEqualTo(new Labelled("label 1499"));
    }

    @Test
    void an_append_waits_for_the_disk_but_under_a_ticket_it_does_not() {
        var engine = engine(OLD);
        engine.appendEvents(event(0, new Labelled("a")));
        var ticket = new CommitTicket();
        disk.stop();
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);
        ticket.attachTo(unitOfWork);
        engine.appendEvents(event(1, new Labelled("b")));
        engine.appendEvents(event(2, new Labelled("c")));
        unitOfWork.commit();
        assertThat(ticket.durable()).isNotDone();
        assertThat(engine.lastSequenceNumberFor(STREAM)).contains(0L);
        disk.go();
        ticket.durable().join();
        assertThat(engine.lastSequenceNumberFor(STREAM)).contains(2L);
    }

    @Test
    void a_ticket_tells_the_failure_and_the_stream_is_quiet_afterwards() {
        var engine = engine(OLD);
        engine.appendEvents(event(0, new Labelled("a")));
        var ticket = new CommitTicket();
        disk.stop();
        disk.failures.set(1);
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);
        ticket.attachTo(unitOfWork);
        engine.appendEvents(event(1, new Labelled("b")));
        unitOfWork.commit();
        disk.go();
        engine.awaitQuiet(STREAM);
        assertThat(ticket.durable().handle((done, failure) -> failure).join()).isNotNull();
        assertThat(engine.readEvents(STREAM).asStream()).hasSize(1);
    }

    @Test
    void without_a_ticket_the_failure_is_thrown() {
        var engine = engine(OLD);
        engine.appendEvents(event(0, new Labelled("a")));
        disk.failures.set(1);
        assertThatThrownBy(() -> engine.appendEvents(event(1, new Labelled("b"))))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("disk of the data folder is full");
    }

    @Test
    void the_first_event_of_no_aggregate_may_fail_and_be_tried_again() {
        var engine = engine(OLD);
        var loose = new GenericEventMessage<Event>(new Labelled("loose"));
        disk.failures.set(1);
        assertThatThrownBy(() -> engine.appendEvents(loose))
                .isInstanceOf(EventStoreException.class);
        engine.appendEvents(loose);
        engine.appendEvents(event(0, new Labelled("of a stream")));
        var read = engine.readEvents(null, false).toList();
        assertThat(read)
                .extracting(Message::getIdentifier)
                .first()
                .isEqualTo(loose.getIdentifier());
        assertThat(read.getFirst()).isNotInstanceOf(DomainEventMessage.class);
        assertThat(read.getLast()).isInstanceOf(DomainEventMessage.class);
    }

    @Test
    void a_stream_without_anything_queued_is_quiet_at_once() {
        engine(OLD).awaitQuiet("account:none");
        assertThat(engine(OLD).lastSequenceNumberFor("account:none")).isEmpty();
    }

    private JournalEngine engine(EventCodecs codecs) {
        var serializer = new JournalSerializer(codecs);
        return fixture.journal().engine(serializer);
    }

    private static GenericDomainEventMessage<Event> event(long seq, Event payload) {
        return new GenericDomainEventMessage<>(
                "Test", STREAM, seq, payload, Map.of("actor", "alice@example.test"));
    }
}
