package io.daybook.view.rocksdb;

import io.daybook.core.StreamHeads;
import io.daybook.view.ViewStore;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The store of views of the embedded product, in the folder {@code views} of {@code daybook.data}.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "embedded", matchIfMissing = true)
public class RocksViewsAutoConfiguration {
    /**
     * @param heads the journal is open, so the folder is ours
     */
    @Bean
    @ConditionalOnMissingBean
    ViewStore viewStore(@Value("${daybook.data:./daybook-data}") Path data, StreamHeads heads) {
        return new RocksViewStore(data.resolve("views"));
    }
}
