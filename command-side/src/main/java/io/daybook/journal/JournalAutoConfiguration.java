package io.daybook.journal;

import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.StreamHeads;
import java.security.SecureRandom;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * What the journals of both products share. The product brings the ports: {@link
 * EventStorageEngine}, {@link Journal}, {@link KeyRing}, {@link StoredEvents}, {@link StreamHeads},
 * {@link SnapshotStore}, {@link Departures}, {@link Arrivals}, Axon's token store, and {@link
 * io.daybook.core.Shares}.
 */
@AutoConfiguration(
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InfraConfiguration"
        })
public class JournalAutoConfiguration {
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
    Seal seal(SecureRandom random) {
        return new Seal(random);
    }

    @Bean
    Sealer sealer(KeyRing keys, Seal seal) {
        return new Sealer(keys, seal);
    }

    @Bean
    JournalCheck journalCheck(StoredEvents events, KeyRing keys, Sealer sealer) {
        return new JournalCheck(events, keys, sealer);
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(EventCodecs codecs) {
        return new JournalSerializer(codecs);
    }

    @Bean
    JournalEventStore eventStore(EventStorageEngine engine, StreamHeads heads, Clock clock) {
        // Events are stamped by Axon where they are applied.
        GenericEventMessage.clock = clock;
        return new JournalEventStore(engine, heads);
    }

    /**
     * The cause of a command becomes the metadata of every event that it brings about. What leaves
     * for another server is not changed here.
     */
    @Bean
    CommandBus commandBus(Departures departures, Journal journal) {
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
                departures.requireHere(command.stream());
            }
            return chain.proceed();
        });
        return new DurableCommandBus(bus, journal);
    }
}
