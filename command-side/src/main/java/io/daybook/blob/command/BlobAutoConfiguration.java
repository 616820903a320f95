package io.daybook.blob.command;

import io.daybook.blob.command.rocksdb.RocksBlobStore;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.file.DataFolder;
import io.daybook.journal.rocksdb.RocksJournal;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The blobs of the embedded product, in {@code blobs} of the data folder and in the journal. */
@AutoConfiguration(after = JournalAutoConfiguration.class)
public class BlobAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    BlobLimits blobLimits() {
        return BlobLimits.DEFAULT;
    }

    @Bean
    RocksBlobStore blobStore(
            RocksJournal journal, DataFolder folder, BlobLimits limits, Clock clock) {
        return new RocksBlobStore(journal, folder.folder("blobs"), limits, clock);
    }

    @Bean
    BlobSweeper blobSweeper(BlobSweep sweep, Clock clock) {
        return new BlobSweeper(sweep, clock);
    }
}
