package io.daybook.account.query;

import io.daybook.account.projection.AccountReads;
import io.daybook.account.projection.AccountRows;
import io.daybook.account.projection.PastReads;
import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.email.projection.LiveMailViews;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.TextIndex;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class AccountQueryConfiguration {
    @Bean
    PastQueries pastQueries(PastReads past, LiveMailViews live, TextIndex texts, BlobStore blobs) {
        return new PastQueries(past, live, texts, new StoredMessages(blobs));
    }

    @Bean
    AccountQueries accountQueries(AccountReads reads) {
        return new AccountQueries(reads);
    }

    @Bean
    AccountListQueries accountListQueries(StreamHeads heads, AccountRows rows) {
        return new AccountListQueries(heads, rows);
    }
}
