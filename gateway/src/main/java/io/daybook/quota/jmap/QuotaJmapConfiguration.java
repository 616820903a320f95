package io.daybook.quota.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.StandardChanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of quotas. */
@AutoConfiguration
public class QuotaJmapConfiguration {
    @Bean
    Method quotaGet() {
        return QuotaGet.method();
    }

    @Bean
    Method quotaChanges() {
        return StandardChanges.withUpdatedProperties(QuotaProperties.TYPE, QuotaProperties.USED);
    }

    @Bean
    Method quotaQuery() {
        return QuotaQuery.method();
    }

    @Bean
    Method quotaQueryChanges() {
        return QuotaQuery.changes();
    }
}
