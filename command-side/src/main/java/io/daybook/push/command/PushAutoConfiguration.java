package io.daybook.push.command;

import io.daybook.aggregate.StreamRepository;
import io.daybook.journal.Journal;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Seal;
import io.daybook.push.PushVault;
import java.security.SecureRandom;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The aggregate of push subscriptions, its repository, and the vault of their secrets. */
@AutoConfiguration
@Import(PushSubscriptions.class)
public class PushAutoConfiguration {
    @Bean
    Repository<PushSubscriptions> pushRepository(EventStore events, Journal journal) {
        return new StreamRepository<>(
                PushSubscriptions.class, new PushResidence(events, journal), events);
    }

    @Bean
    PushVault pushVault(KeyRing keys, SecureRandom random) {
        return new KeyRingVault(keys, new Seal(random));
    }
}
