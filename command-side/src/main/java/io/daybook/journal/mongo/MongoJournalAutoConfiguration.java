package io.daybook.journal.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.core.cluster.Node;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.KeyRing;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.file.DataFolder;
import io.daybook.journal.file.FileMasterKey;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The journal of the cluster product, in the MongoDB of {@link MongoAutoConfiguration}, under the
 * {@link MasterSecret} that all nodes share; a bean of type {@link MasterKey} takes its place.
 * {@code daybook.events} may say that the events are elsewhere.
 */
@AutoConfiguration(
        after = MongoAutoConfiguration.class,
        before = JournalAutoConfiguration.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InfraConfiguration"
        })
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
@ConditionalOnProperty(name = "daybook.events", havingValue = "mongodb", matchIfMissing = true)
public class MongoJournalAutoConfiguration {
    private static final Duration CLAIM = Duration.ofSeconds(4);

    @Bean
    @ConditionalOnMissingBean
    MasterKey masterKey(MasterSecret shared, Seal seal) {
        return FileMasterKey.of(shared, seal);
    }

    @Bean
    MongoJournal mongoJournal(
            MongoDatabase database,
            MasterKey master,
            Seal seal,
            EventCodecs codecs,
            @Value("${daybook.mongodb.timeout:10s}") Duration timeout) {
        return MongoJournal.open(
                database, master, seal, codecs, DataFolder.daybookVersion(), timeout);
    }

    @Bean
    KeyRing keyRing(MongoJournal journal) {
        return journal.keys();
    }

    @Bean
    StoredEvents storedEvents(MongoJournal journal) {
        return journal.stored();
    }

    @Bean
    StreamHeads streamHeads(MongoJournal journal) {
        return journal.heads();
    }

    @Bean
    Arrivals arrivals(MongoJournal journal) {
        return journal.arrivals();
    }

    @Bean
    Departures departures(MongoJournal journal) {
        return journal.departures();
    }

    @Bean
    SnapshotStore snapshotStore(MongoJournal journal) {
        return journal.snapshots();
    }

    @Bean
    TokenStore tokenStore(MongoJournal journal, Clock clock) {
        return journal.tokens(CLAIM, clock);
    }

    @Bean
    MongoEventStorageEngine eventStorageEngine(
            MongoJournal journal, @Qualifier("eventSerializer") Serializer serializer) {
        var builder = MongoEventStorageEngine.builder(journal);
        builder.eventSerializer(serializer).snapshotSerializer(serializer);
        return builder.build();
    }

    @Bean
    Shares shares(MongoJournal journal, Node node) {
        return node.is(Node.Role.WORKER) ? journal.shares() : Shares.none();
    }
}
