package io.daybook.quota.jmap;

import io.daybook.core.jmap.Method;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of quotas. */
@AutoConfiguration
public class QuotaJmapConfiguration {
    @Bean
    Method quotaGet() {
        return QuotaGet.method();
    }
}
