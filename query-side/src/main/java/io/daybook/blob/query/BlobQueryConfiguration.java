package io.daybook.blob.query;

import io.daybook.blob.projection.BlobReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class BlobQueryConfiguration {
    @Bean
    BlobQueries blobQueries(BlobReads reads) {
        return new BlobQueries(reads);
    }
}
