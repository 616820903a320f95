package io.daybook.mdn.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.blob.jmap.Workspace;
import io.daybook.core.jmap.Method;
import io.daybook.email.jmap.MessageReading;
import io.daybook.submission.Sending;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of disposition notifications. */
@AutoConfiguration
public class MdnJmapConfiguration {
    @Bean
    Method mdnParse(BlobStore blobs, Workspace workspace) {
        return new MdnParse(blobs, workspace);
    }

    @Bean
    Method mdnSend(BlobStore blobs, MessageReading reading, Sending sending) {
        return new MdnSend(new MdnMaking(blobs, reading, sending));
    }
}
