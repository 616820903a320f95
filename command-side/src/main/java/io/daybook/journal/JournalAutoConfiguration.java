package io.daybook.journal;

import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.StreamHeads;
import io.daybook.journal.file.DataFolder;
import io.daybook.journal.rocksdb.RocksEventStorageEngine;
import io.daybook.journal.rocksdb.RocksJournal;
import io.daybook.journal.rocksdb.RocksSnapshotStore;
import io.daybook.journal.rocksdb.RocksTokenStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The journal of the embedded product, in the folder {@code daybook.data}. Spring closes in the
 * reverse order: readers, then the journal, then the lock of the folder.
 */
@AutoConfiguration(
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InfraConfiguration"
        })
public class JournalAutoConfiguration {
    /** One node: the lock of the folder keeps others out, so its claims survive a crash as its. */
    private static final String NODE = "daybook";

    private static final Duration CLAIM = Duration.ofSeconds(10);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    DataFolder dataFolder(@Value("${daybook.data:./daybook-data}") Path data) {
        return DataFolder.open(data);
    }

    @Bean
    RocksJournal rocksJournal(DataFolder folder, EventCodecs codecs, SecureRandom random) {
        return RocksJournal.open(
                folder.folder("journal"),
                folder.masterKeyFile(),
                new Seal(random),
                folder.forms(codecs));
    }

    @Bean
    KeyRing keyRing(RocksJournal journal) {
        return journal.keys();
    }

    @Bean
    JournalCheck journalCheck(RocksJournal journal) {
        return journal.check();
    }

    @Bean
    StreamHeads streamHeads(RocksJournal journal) {
        return journal.heads();
    }

    @Bean
    SnapshotStore snapshotStore(RocksJournal journal) {
        return new RocksSnapshotStore(journal);
    }

    @Bean
    TokenStore tokenStore(RocksJournal journal, Clock clock) {
        return new RocksTokenStore(journal, NODE, CLAIM, clock);
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(EventCodecs codecs) {
        return new JournalSerializer(codecs);
    }

    @Bean
    RocksEventStorageEngine eventStorageEngine(
            RocksJournal journal,
            @Qualifier("eventSerializer") Serializer serializer,
            Clock clock) {
        // Events are stamped by Axon where they are applied.
        GenericEventMessage.clock = clock;
        var builder = RocksEventStorageEngine.builder(journal);
        builder.eventSerializer(serializer).snapshotSerializer(serializer);
        return builder.build();
    }

    @Bean
    JournalEventStore eventStore(EventStorageEngine engine, StreamHeads heads) {
        return new JournalEventStore(engine, heads);
    }

    /**
     * The cause of a command becomes the metadata of every event that it brings about. What leaves
     * for another server is not changed here.
     */
    @Bean
    CommandBus commandBus(RocksJournal journal) {
        var bus =
                SimpleCommandBus.builder()
                        .duplicateCommandHandlerResolver(
                                DuplicateCommandHandlerResolution.rejectDuplicates())
                        .build();
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(
                        new SimpleCorrelationDataProvider(
                                Cause.ACTOR,
                                Cause.SOURCE,
                                Cause.ADDRESS,
                                Cause.CLIENT,
                                Cause.REQUEST_ID)));
        bus.registerHandlerInterceptor((work, chain) -> {
            if (work.getMessage().getPayload() instanceof Command command) {
                journal.departures().requireHere(command.stream());
            }
            return chain.proceed();
        });
        return new DurableCommandBus(bus);
    }
}
