package io.daybook.blob.command;

import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.blob.ExpiredBlobs;
import io.daybook.blob.command.rocksdb.RocksBlobStore;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.file.DataFolder;
import io.daybook.journal.rocksdb.RocksJournal;
import io.daybook.proof.Verifier;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
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
    Verifier blobVerifier(RocksBlobStore store) {
        return store.check();
    }

    @Bean
    @ConditionalOnBooleanProperty(
            name = "daybook.offline",
            havingValue = false,
            matchIfMissing = true)
    BlobSweeper blobSweeper(
            BlobSweep sweep,
            ObjectProvider<BlobUse> use,
            ObjectProvider<ExpiredBlobs> expired,
            ObjectProvider<BlobsLeft> left,
            Clock clock) {
        // Found when it is needed: the views are made of the store. Without them nothing is sure.
        BlobUse known =
                (account, blob) -> {
                    BlobUse views = use.getIfAvailable();
                    return views == null || views.isUsed(account, blob);
                };
        ExpiredBlobs leaving =
                (reached, visitor) -> {
                    ExpiredBlobs views = expired.getIfAvailable();
                    return views == null ? reached : views.visit(reached, visitor);
                };
        BlobsLeft gone = (account, blob) -> left.forEach(one -> one.left(account, blob));
        return new BlobSweeper(sweep, known, leaving, gone, clock);
    }
}
