package io.daybook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.StreamHeads;
import io.daybook.user.UserEvent.PasswordChanged;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class JournalAutoConfigurationTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Cause CAUSE =
            new Cause("alice@example.test", "jmap", "127.0.0.1", "probe/1.0", "request-1");

    @TempDir private Path data;

    @Configuration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    @AfterEach
    void turnTheClockBack() {
        GenericEventMessage.clock = Clock.systemUTC();
    }

    @Test
    void a_command_leaves_its_cause_and_the_time_in_the_journal_and_all_is_there_again() {
        try (var context = start()) {
            var store = context.getBean(EventStore.class);
            context.getBean(CommandBus.class)
                    .subscribe(
                            String.class.getName(),
                            command -> {
                                store.publish(
                                        List.of(
                                                new GenericDomainEventMessage<>(
                                                        "User",
                                                        "user:alice",
                                                        0,
                                                        new PasswordChanged("hash"))));
                                return "changed";
                            });
            var command =
                    GenericCommandMessage.asCommandMessage("change").withMetaData(CAUSE.metadata());
            var gateway = context.getBean(CommandGateway.class);
            assertThat((Object) gateway.sendAndWait(command)).isEqualTo("changed");
            assertThat(context.getBean(BlobStore.class).store(new AccountId("a"), new byte[3]))
                    .isNotNull();
        }
        try (var context = start()) {
            var event = context.getBean(EventStore.class).readEvents("user:alice").next();
            assertThat(event.getPayload()).isEqualTo(new PasswordChanged("hash"));
            assertThat(event.getMetaData()).containsAllEntriesOf(CAUSE.metadata());
            assertThat(event.getTimestamp()).isEqualTo(NOW);
            assertThat(context.getBean(StreamHeads.class).head("user:alice")).isZero();
            assertThat(context.getBean(JournalCheck.class).verify("user:alice"))
                    .isEqualTo(new JournalCheck.Sound(1, true));
            assertThat(context.getBean(TokenStore.class).retrieveStorageIdentifier()).isPresent();
            assertThat(context.getBean(SnapshotStore.class).latest("user:alice", 0)).isNull();
        }
    }

    private ConfigurableApplicationContext start() {
        var application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(
                "--daybook.data=" + data,
                "--axon.axonserver.enabled=false",
                "--axoniq.update-checker.disabled=true",
                "--disable-axoniq-console-message=true",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn");
    }
}
