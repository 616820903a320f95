package io.daybook.email.projection.lucene;

import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.email.projection.StoredMessages;
import io.daybook.view.Followers;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The text search of the embedded product, in the folder {@code search} of {@code daybook.data}.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "embedded", matchIfMissing = true)
public class LuceneTextAutoConfiguration {
    /**
     * @param heads the journal is open, so the folder is ours
     * @param followers asked for when the first search has to wait: they follow with this index
     */
    @Bean
    LuceneTextIndex textIndex(
            @Value("${daybook.data:./daybook-data}") Path data,
            StreamHeads heads,
            BlobStore blobs,
            ObjectProvider<Followers> followers) {
        var index =
                new LuceneTextIndex(
                        data.resolve("search"),
                        new StoredMessages(blobs),
                        (follower, stream, version) ->
                                followers
                                        .getObject()
                                        .catchUp(follower, stream, version, Followers.BOUND),
                        Limits.DEFAULT);
        index.recover();
        index.tidy(heads);
        return index;
    }

    @Bean
    TextRebuild textRebuild(LuceneTextIndex index, BlobStore blobs) {
        return new TextRebuild(index, new StoredMessages(blobs));
    }
}
