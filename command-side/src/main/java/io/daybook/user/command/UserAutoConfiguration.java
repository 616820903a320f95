package io.daybook.user.command;

import io.daybook.aggregate.StreamRepository;
import io.daybook.journal.Journal;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The aggregate of users and its repository. */
@AutoConfiguration
@Import(User.class)
public class UserAutoConfiguration {
    @Bean
    Repository<User> userRepository(EventStore events, Journal journal) {
        return new StreamRepository<>(User.class, new UserResidence(events, journal), events);
    }
}
