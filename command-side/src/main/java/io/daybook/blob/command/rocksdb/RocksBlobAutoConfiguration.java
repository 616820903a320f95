package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.BlobAutoConfiguration;
import io.daybook.blob.command.BlobLimits;
import io.daybook.journal.file.DataFolder;
import io.daybook.journal.rocksdb.RocksJournal;
import io.daybook.journal.rocksdb.RocksJournalAutoConfiguration;
import io.daybook.proof.Verifier;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The blobs of the embedded product, in {@code blobs} of the data folder and in the journal. */
@AutoConfiguration(
        after = RocksJournalAutoConfiguration.class,
        before = BlobAutoConfiguration.class)
@ConditionalOnProperty(name = "daybook.product", havingValue = "embedded", matchIfMissing = true)
public class RocksBlobAutoConfiguration {
    @Bean
    RocksBlobStore blobStore(
            RocksJournal journal, DataFolder folder, BlobLimits limits, Clock clock) {
        return new RocksBlobStore(journal, folder.folder("blobs"), limits, clock);
    }

    @Bean
    Verifier blobVerifier(RocksBlobStore store) {
        return store.check();
    }
}
