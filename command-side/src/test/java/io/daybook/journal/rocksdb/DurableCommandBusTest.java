package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.MailboxId;
import io.daybook.journal.DurableCommandBus;
import io.daybook.journal.JournalEventStore;
import io.daybook.journal.JournalSerializer;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.stored.StoredForms;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DurableCommandBusTest {
    private static final String STREAM = "account:a";

    private final FailingWrite disk = new FailingWrite();
    private final JournalFixture fixture = new JournalFixture(disk);
    private final CommandBus bus =
            new DurableCommandBus(SimpleCommandBus.builder().build(), stream -> {});
    private JournalEventStore store;
    private long next;

    @BeforeEach
    void subscribe() {
        var serializer = new JournalSerializer(StoredForms.codecs());
        var journal = fixture.journal();
        store = new JournalEventStore(journal.engine(serializer), journal.heads());
        bus.subscribe(
                "rename",
                command -> {
                    var renamed = new MailboxRenamed(new MailboxId(1), "Work");
                    store.publish(
                            List.of(
                                    new GenericDomainEventMessage<>(
                                            "MailAccount", STREAM, next++, renamed)));
                    return "renamed";
                });
        bus.subscribe("look", command -> "nothing");
        bus.subscribe(
                "break",
                command -> {
                    throw new IllegalStateException("broken handler");
                });
        dispatch("rename").join();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void the_answer_comes_when_the_events_are_durable() {
        disk.stop();
        var answer = dispatch("rename");
        var look = dispatch("look");
        assertThat(look.join().getPayload()).isEqualTo("nothing");
        assertThat(answer).isNotDone();
        disk.go();
        assertThat(answer.join().getPayload()).isEqualTo("renamed");
        assertThat(fixture.journal().heads().head(STREAM)).isEqualTo(1);
    }

    @Test
    void a_failed_commit_is_the_answer() {
        disk.failures.set(1);
        var answer = dispatch("rename").join();
        assertThat(answer.isExceptional()).isTrue();
        assertThat(answer.exceptionResult()).hasMessageContaining("full");
        assertThat(fixture.journal().heads().head(STREAM)).isZero();
    }

    @Test
    void a_handler_that_fails_is_answered_as_by_any_bus() {
        var answer = dispatch("break").join();
        assertThat(answer.exceptionResult()).hasMessage("broken handler");
    }

    @Test
    void a_command_that_nobody_handles_is_answered_as_by_any_bus() {
        assertThat(dispatch("unheard").join().isExceptional()).isTrue();
    }

    @Test
    void a_reader_at_the_end_is_woken_by_what_becomes_durable() throws Exception {
        try (var stream = store.openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isInstanceOf(MailboxRenamed.class);
            assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
            var woken = new CompletableFuture<Boolean>();
            stream.setOnAvailableCallback(() -> woken.complete(true));
            dispatch("rename").join();
            assertThat(stream.hasNextAvailable(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.peek()).isPresent();
            assertThat(stream.nextAvailable().trackingToken().position()).hasValue(1);
            assertThat(woken.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private CompletableFuture<CommandResultMessage<?>> dispatch(String name) {
        var answer = new CompletableFuture<CommandResultMessage<?>>();
        Thread.ofVirtual()
                .start(() ->
                        bus.dispatch(
                                new GenericCommandMessage<>(new GenericMessage<>("payload"), name),
                                (command, result) -> answer.complete(result)));
        return answer;
    }
}
