package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.OpenAccount;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.UserId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.EmailsChanged;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.user.UserCommand.AddAppPassword;
import io.daybook.user.UserCommand.AlreadyRegistered;
import io.daybook.user.UserCommand.Answer;
import io.daybook.user.UserCommand.Done;
import io.daybook.user.UserCommand.NoSuchUser;
import io.daybook.user.UserCommand.RegisterUser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The command side as an application has it: Spring, Axon, the journal on disk. */
@Timeout(120)
class CommandSideTest {
    private static final UserId ALICE = new UserId("alice@example.test");
    @TempDir private Path folder;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(
                Application.class,
                "--daybook.data=" + folder,
                "--axon.axonserver.enabled=false",
                "--disable-axoniq-console-message=true",
                "--logging.level.root=warn",
                "--axoniq.update-checker.disabled=true",
                "--spring.main.banner-mode=off");
    }

    private static EmailsChanged add(CommandGateway gateway, AddEmail... emails) {
        return gateway.sendAndWait(
                new ChangeEmails(ID, null, List.of(emails), List.of(), List.of()));
    }

    @Test
    void what_was_acknowledged_is_there_after_a_restart() {
        try (var context = start()) {
            var gateway = context.getBean(CommandGateway.class);
            AccountChanged opened = gateway.sendAndWait(TestAccount.open());
            assertThat(opened.head()).isEqualTo(6);
            assertThat(add(gateway, email("a", "lunch", "a@x")).created()).containsKey("a");
        }
        try (var context = start()) {
            var gateway = context.getBean(CommandGateway.class);
            AccountChanged opened = gateway.sendAndWait(TestAccount.open());
            assertThat(opened.head()).isEqualTo(7);
            var created = add(gateway, email("b", "lunch", "b@x", "a@x")).created().get("b");
            assertThat(created.email().value()).isEqualTo(2);
            assertThat(created.thread().value()).isEqualTo(1);
        }
    }

    @Test
    void commands_of_many_threads_for_many_accounts_are_all_recorded() {
        try (var context = start()) {
            var gateway = context.getBean(CommandGateway.class);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var writers =
                        IntStream.range(0, 16)
                                .mapToObj(i ->
                                        CompletableFuture.runAsync(
                                                () -> fill(gateway, "a" + i % 4), threads))
                                .toList();
                writers.forEach(CompletableFuture::join);
            }
            var events = context.getBean(EventStore.class);
            for (int i = 0; i < 4; i++) {
                // Seven events of the opening, and one of each of four writers' twenty commands.
                assertThat(events.lastSequenceNumberFor(new AccountId("a" + i).stream()))
                        .contains(86L);
            }
        }
    }

    private static void fill(CommandGateway gateway, String name) {
        var account = new AccountId(name);
        var open = TestAccount.open();
        gateway.sendAndWait(
                new OpenAccount(
                        account,
                        open.epoch(),
                        open.salt(),
                        open.owner(),
                        open.quotaOctets(),
                        open.uidValidity()));
        for (int i = 0; i < 20; i++) {
            gateway.sendAndWait(
                    new ChangeEmails(
                            account, null, List.of(email("k", "s")), List.of(), List.of()));
        }
    }

    @Test
    void users_are_decided_about_one_after_the_other() {
        try (var context = start()) {
            var gateway = context.getBean(CommandGateway.class);
            Answer unknown =
                    gateway.sendAndWait(
                            new AddAppPassword(ALICE, "p", "phone", "secret", Instant.EPOCH));
            assertThat(unknown).isEqualTo(new NoSuchUser());
            Answer done = gateway.sendAndWait(new RegisterUser(ALICE, ID, "hash"));
            assertThat(done).isEqualTo(new Done(0));
            Answer again = gateway.sendAndWait(new RegisterUser(ALICE, ID, "hash"));
            assertThat(again).isEqualTo(new AlreadyRegistered());
            List<CompletableFuture<Answer>> added;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                added =
                        IntStream.range(0, 20)
                                .mapToObj(i ->
                                        CompletableFuture.<Answer>supplyAsync(
                                                () ->
                                                        gateway.sendAndWait(
                                                                new AddAppPassword(
                                                                        ALICE,
                                                                        "p" + i,
                                                                        "phone",
                                                                        "secret",
                                                                        Instant.EPOCH)),
                                                threads))
                                .toList();
            }
            assertThat(added).extracting(CompletableFuture::join).allMatch(Done.class::isInstance);
            assertThat(context.getBean(EventStore.class).lastSequenceNumberFor(ALICE.stream()))
                    .contains(20L);
        }
    }

    @Test
    void events_carry_the_cause_of_their_command() {
        var cause = new Cause("alice@example.test", "jmap", "127.0.0.1", "probe/1.0", "r1");
        try (var context = start()) {
            context.getBean(CommandGateway.class)
                    .sendAndWait(
                            GenericCommandMessage.asCommandMessage(TestAccount.open())
                                    .withMetaData(cause.metadata()));
            var events = context.getBean(EventStore.class).readEvents(ID.stream());
            assertThat(events.asStream().toList())
                    .hasSize(7)
                    .allSatisfy(event ->
                            assertThat(event.getMetaData()).containsAllEntriesOf(cause.metadata()));
        }
    }
}
