package io.daybook.email.query;

import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.email.projection.LiveMailViews;
import io.daybook.email.projection.MailViews;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.TextIndex;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class EmailQueryConfiguration {
    @Bean
    EmailQueries emailQueries(MailViews views) {
        return new EmailQueries(views);
    }

    @Bean
    EmailSearch emailSearch(MailViews views, TextIndex texts, StreamHeads heads) {
        return new EmailSearch(views, texts, heads);
    }

    @Bean
    EmailChangesSearch emailChangesSearch(LiveMailViews views, TextIndex texts, StreamHeads heads) {
        return new EmailChangesSearch(views, texts, heads);
    }

    @Bean
    SnippetSearch snippetSearch(MailViews views, BlobStore blobs) {
        return new SnippetSearch(views, new StoredMessages(blobs));
    }
}
