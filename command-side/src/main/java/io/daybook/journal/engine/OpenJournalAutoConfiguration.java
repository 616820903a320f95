package io.daybook.journal.engine;

import io.daybook.core.StreamHeads;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.KeyRing;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.StoredEvents;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The ports of the journal that the product has opened. */
@AutoConfiguration(
        before = JournalAutoConfiguration.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InfraConfiguration"
        })
public class OpenJournalAutoConfiguration {
    @Bean
    KeyRing keyRing(OpenJournal journal) {
        return journal.keys();
    }

    @Bean
    StoredEvents storedEvents(OpenJournal journal) {
        return journal.stored();
    }

    @Bean
    StreamHeads streamHeads(OpenJournal journal) {
        return journal.heads();
    }

    @Bean
    Arrivals arrivals(OpenJournal journal) {
        return journal.arrivals();
    }

    @Bean
    Departures departures(OpenJournal journal) {
        return journal.departures();
    }

    @Bean
    SnapshotStore snapshotStore(OpenJournal journal) {
        return journal.snapshots();
    }

    @Bean
    JournalEngine eventStorageEngine(
            OpenJournal journal, @Qualifier("eventSerializer") Serializer serializer) {
        return journal.engine(serializer);
    }
}
