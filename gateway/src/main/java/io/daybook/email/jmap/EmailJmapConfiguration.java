package io.daybook.email.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.StandardChanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of emails. */
@AutoConfiguration
public class EmailJmapConfiguration {
    private static final long MAX_DIGEST_CACHE = 128L << 20;

    @Bean
    Digests digests(BlobStore blobs) {
        long eighth = Runtime.getRuntime().maxMemory() / 8;
        return new Digests(blobs, Math.min(MAX_DIGEST_CACHE, eighth));
    }

    @Bean
    Crew messageCrew() {
        return new Crew(2 * Runtime.getRuntime().availableProcessors());
    }

    @Bean
    Method emailGet(Digests digests, BlobStore blobs) {
        return new EmailGet(digests, blobs);
    }

    @Bean
    Method emailChanges() {
        return new StandardChanges(DataType.EMAIL, EmailId.PREFIX);
    }

    @Bean
    Method emailQuery() {
        return new EmailQuery();
    }

    @Bean
    Method emailSet(Digests digests, BlobStore blobs) {
        return new EmailSet(digests, blobs);
    }

    @Bean
    Method emailImport(Digests digests, BlobStore blobs, Crew messageCrew) {
        return new EmailImport(digests, blobs, messageCrew);
    }
}
