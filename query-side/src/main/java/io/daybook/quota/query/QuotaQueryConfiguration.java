package io.daybook.quota.query;

import io.daybook.quota.projection.QuotaReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class QuotaQueryConfiguration {
    @Bean
    QuotaQueries quotaQueries(QuotaReads reads) {
        return new QuotaQueries(reads);
    }
}
