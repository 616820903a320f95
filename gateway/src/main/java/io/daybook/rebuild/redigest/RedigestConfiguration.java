package io.daybook.rebuild.redigest;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.Bus;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What reads messages again. */
@AutoConfiguration
public class RedigestConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Redigester.Parser parser() {
        return Redigester.Parser.CURRENT;
    }

    @Bean
    Redigester redigester(Bus bus, BlobStore blobs, Redigester.Parser parser) {
        return new Redigester(bus, blobs, parser);
    }
}
