package io.daybook.journal.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.file.DataFolder;
import io.daybook.journal.file.FileMasterKey;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** What of the journal is in MongoDB when its events are in Axon Server. */
@AutoConfiguration(after = MongoAutoConfiguration.class)
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
@ConditionalOnProperty(name = "daybook.events", havingValue = "axonserver")
public class MongoCompanionAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    MasterKey masterKey(MasterSecret shared, Seal seal) {
        return FileMasterKey.of(shared, seal);
    }

    /** Closed with the journal. */
    @Bean(destroyMethod = "")
    MongoCompanion mongoCompanion(
            MongoDatabase database,
            MasterKey master,
            Seal seal,
            EventCodecs codecs,
            AxonServerSettings settings) {
        return MongoCompanion.open(
                database, master, seal, codecs, DataFolder.daybookVersion(), settings.toString());
    }
}
