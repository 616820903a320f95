package io.daybook.archive.command;

import io.daybook.blob.command.BlobAutoConfiguration;
import io.daybook.blob.command.rocksdb.RocksBlobStore;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.file.DataFolder;
import io.daybook.journal.rocksdb.RocksJournal;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Archives of the accounts in the journal. */
@AutoConfiguration(after = {JournalAutoConfiguration.class, BlobAutoConfiguration.class})
public class ArchiveAutoConfiguration {
    @Bean
    Store archiveStore(
            RocksJournal journal,
            RocksBlobStore blobs,
            EventCodecs codecs,
            Clock clock,
            SecureRandom random) {
        return new Store(
                journal.stored(),
                journal.keys(),
                journal.seal(),
                journal.sealer(),
                codecs,
                journal.arrivals(),
                blobs,
                blobs,
                clock,
                random,
                DataFolder.daybookVersion());
    }

    @Bean(initMethod = "recover")
    JournalArchives archives(Store store) {
        return new JournalArchives(store);
    }

    /**
     * @param archives has taken away what was cut off
     */
    @Bean
    AccountMoves accountMoves(Store store, RocksJournal journal, JournalArchives archives) {
        return new AccountMoves(store, journal.departures());
    }
}
