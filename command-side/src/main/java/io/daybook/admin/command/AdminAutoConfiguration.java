package io.daybook.admin.command;

import io.daybook.aggregate.StreamRepository;
import io.daybook.journal.Journal;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The aggregate of the administration and its repository. */
@AutoConfiguration
@Import(Administration.class)
public class AdminAutoConfiguration {
    @Bean
    Repository<Administration> administrationRepository(EventStore events, Journal journal) {
        var residence = new AdminResidence(events, journal);
        return new StreamRepository<>(Administration.class, residence, events);
    }
}
