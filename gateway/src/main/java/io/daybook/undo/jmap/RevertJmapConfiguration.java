package io.daybook.undo.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.Method;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods that go back. */
@AutoConfiguration
public class RevertJmapConfiguration {
    @Bean
    Method historyUndo(BlobStore blobs) {
        return new HistoryUndo(new Reverting(blobs));
    }

    @Bean
    Method historyRestore(BlobStore blobs) {
        return new HistoryRestore(new Reverting(blobs));
    }
}
