package io.daybook.email.projection.lucene;

import io.daybook.blob.BlobStore;
import io.daybook.email.projection.GoneTexts;
import io.daybook.email.projection.StoredMessages;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Texts of the past, in both products: an index in memory needs no server. */
@AutoConfiguration
public class GoneTextsAutoConfiguration {
    @Bean
    GoneTexts goneTexts(BlobStore blobs) {
        return new LuceneGoneTexts(new StoredMessages(blobs));
    }
}
