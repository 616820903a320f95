package io.daybook.journal.rocksdb;

import io.daybook.core.Shares;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.Seal;
import io.daybook.journal.file.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
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
    TokenStore tokenStore(RocksJournal journal, Clock clock) {
        return new RocksTokenStore(journal, NODE, CLAIM, clock);
    }

    @Bean
    Shares shares() {
        return Shares.undivided();
    }
}
