package io.daybook.refusal.command;

import io.daybook.aggregate.SoleResidence;
import io.daybook.aggregate.StreamRepository;
import io.daybook.journal.Journal;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The aggregate of refusals and its repository. */
@AutoConfiguration
@Import(Refusals.class)
public class RefusalAutoConfiguration {
    @Bean
    Repository<Refusals> refusalsRepository(EventStore events, Journal journal) {
        var residence =
                new SoleResidence<>(
                        journal,
                        stream ->
                                new Refusals(
                                        stream, events.lastSequenceNumberFor(stream).orElse(-1L)),
                        Refusals::head);
        return new StreamRepository<>(Refusals.class, residence, events);
    }
}
