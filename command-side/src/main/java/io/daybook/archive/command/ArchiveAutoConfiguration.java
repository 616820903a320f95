package io.daybook.archive.command;

import io.daybook.blob.BlobStore;
import io.daybook.blob.command.AccountBlobs;
import io.daybook.blob.command.BlobAutoConfiguration;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Seal;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.file.DataFolder;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Archives of the accounts in the journal. */
@AutoConfiguration(after = {JournalAutoConfiguration.class, BlobAutoConfiguration.class})
public class ArchiveAutoConfiguration {
    @Bean
    Store archiveStore(
            StoredEvents events,
            KeyRing keys,
            Seal seal,
            Sealer sealer,
            EventCodecs codecs,
            Arrivals arrivals,
            BlobStore blobs,
            AccountBlobs accountBlobs,
            Clock clock,
            SecureRandom random) {
        return new Store(
                events,
                keys,
                seal,
                sealer,
                codecs,
                arrivals,
                blobs,
                accountBlobs,
                clock,
                random,
                DataFolder.daybookVersion());
    }

    @Bean(initMethod = "recover")
    JournalArchives archives(Store store) {
        return new JournalArchives(store);
    }

    /** A folder has one process, which begins by looking; of a cluster any node may end. */
    @Bean
    @ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
    Recovering recovering(JournalArchives archives) {
        return new Recovering(archives);
    }

    /**
     * @param archives has taken away what was cut off
     */
    @Bean
    AccountMoves accountMoves(Store store, Departures departures, JournalArchives archives) {
        return new AccountMoves(store, departures);
    }
}
