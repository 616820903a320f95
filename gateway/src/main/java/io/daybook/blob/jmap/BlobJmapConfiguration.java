package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.Method;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of blobs. */
@AutoConfiguration
public class BlobJmapConfiguration {
    @Bean
    Method blobCopy(BlobStore blobs) {
        return new BlobCopy(blobs);
    }
}
