package io.daybook.journal.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.core.Shares;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.core.cluster.Node;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.file.DataFolder;
import io.daybook.journal.file.FileMasterKey;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
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
    TokenStore tokenStore(MongoJournal journal, Clock clock) {
        return journal.tokens(CLAIM, clock);
    }

    @Bean
    Shares shares(MongoJournal journal, Node node) {
        return node.is(Node.Role.WORKER) ? journal.shares() : Shares.none();
    }
}
