package io.daybook.journal.rocksdb;

import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Seal;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.file.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The journal of the embedded product, in the folder {@code daybook.data}. Spring closes in the
 * reverse order: readers, then the journal, then the lock of the folder.
 */
@AutoConfiguration(
        before = JournalAutoConfiguration.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InfraConfiguration"
        })
@ConditionalOnProperty(name = "daybook.product", havingValue = "embedded", matchIfMissing = true)
public class RocksJournalAutoConfiguration {
    /** One node: the lock of the folder keeps others out, so its claims survive a crash as its. */
    private static final String NODE = "daybook";

    private static final Duration CLAIM = Duration.ofSeconds(10);

    @Bean
    DataFolder dataFolder(@Value("${daybook.data:./daybook-data}") Path data) {
        return DataFolder.open(data);
    }

    @Bean
    RocksJournal rocksJournal(DataFolder folder, EventCodecs codecs, Seal seal) {
        return RocksJournal.open(
                folder.folder("journal"), folder.masterKeyFile(), seal, folder.forms(codecs));
    }

    @Bean
    KeyRing keyRing(RocksJournal journal) {
        return journal.keys();
    }

    @Bean
    StoredEvents storedEvents(RocksJournal journal) {
        return journal.stored();
    }

    @Bean
    StreamHeads streamHeads(RocksJournal journal) {
        return journal.heads();
    }

    @Bean
    Arrivals arrivals(RocksJournal journal) {
        return journal.arrivals();
    }

    @Bean
    Departures departures(RocksJournal journal) {
        return journal.departures();
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
    RocksEventStorageEngine eventStorageEngine(
            RocksJournal journal, @Qualifier("eventSerializer") Serializer serializer) {
        var builder = RocksEventStorageEngine.builder(journal);
        builder.eventSerializer(serializer).snapshotSerializer(serializer);
        return builder.build();
    }

    @Bean
    Shares shares() {
        return Shares.undivided();
    }
}
