package io.daybook.admin.command;

import io.daybook.admin.AdminEvent;
import io.daybook.aggregate.SoleResidence;
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
        var residence =
                new SoleResidence<>(journal, stream -> load(stream, events), Administration::head);
        return new StreamRepository<>(Administration.class, residence, events);
    }

    private static Administration load(String stream, EventStore events) {
        var administration = new Administration(stream);
        var history = events.readEvents(stream, 0);
        while (history.hasNext()) {
            var message = history.next();
            administration.on((AdminEvent) message.getPayload(), message.getSequenceNumber());
        }
        return administration;
    }
}
