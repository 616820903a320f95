package io.daybook.blob.command;

import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.blob.ExpiredBlobs;
import io.daybook.core.Shares;
import io.daybook.journal.JournalAutoConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What both products do for blobs: the product brings the store. */
@AutoConfiguration(after = JournalAutoConfiguration.class)
public class BlobAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    BlobLimits blobLimits() {
        return BlobLimits.DEFAULT;
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
            Clock clock,
            Shares shares) {
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
        return new BlobSweeper(sweep, known, leaving, gone, clock, shares);
    }
}
