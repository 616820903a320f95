package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.Method;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of blobs, and the memory for working on messages. */
@AutoConfiguration
public class BlobJmapConfiguration {
    @Bean
    Workspace workspace() {
        return new Workspace(Runtime.getRuntime().maxMemory() / 4);
    }

    @Bean
    Method blobUpload(BlobStore blobs, Workspace workspace) {
        return new BlobUpload(blobs, workspace);
    }

    @Bean
    Method blobGet(BlobStore blobs, Workspace workspace) {
        return new BlobGet(blobs, workspace);
    }

    @Bean
    Method blobLookup(MessageParts parts) {
        return new BlobLookup(parts);
    }

    @Bean
    Method blobCopy(BlobStore blobs, Workspace workspace) {
        return new BlobCopy(blobs, workspace);
    }
}
