package io.daybook.blob.command.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.blob.command.BlobAutoConfiguration;
import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.link.Contents;
import io.daybook.blob.command.link.LinkCheck;
import io.daybook.blob.command.link.LinkedBlobStore;
import io.daybook.journal.KeyRing;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.StoredEvents;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The blobs of the cluster product: their links here, their octets where the bean has them. */
@AutoConfiguration(before = BlobAutoConfiguration.class)
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class MongoBlobAutoConfiguration {
    @Bean
    LinkedBlobStore blobStore(
            MongoDatabase database,
            Contents contents,
            MasterKey master,
            KeyRing keys,
            Seal seal,
            BlobLimits limits,
            Clock clock) {
        return new LinkedBlobStore(
                new LinkedBlobStore.Storage(
                        new MongoLinkRows(database), new MongoBlobRows(database), contents),
                new BlobKeys(master, keys, seal),
                seal,
                limits,
                clock);
    }

    @Bean
    LinkCheck linkCheck(LinkedBlobStore store, StoredEvents events) {
        return new LinkCheck(store, events);
    }
}
