package io.daybook.audit.projection.lucene;

import io.daybook.audit.projection.AuditFollowing;
import io.daybook.audit.projection.AuditGenerations;
import io.daybook.audit.projection.AuditRebuild;
import io.daybook.audit.projection.AuditStore;
import io.daybook.core.StreamHeads;
import io.daybook.view.Rebuildable;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The audit of the embedded product, in the folder {@code audit} of {@code daybook.data}. */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "embedded", matchIfMissing = true)
public class LuceneAuditAutoConfiguration {
    /**
     * @param heads the journal is open, so the folder is ours
     */
    @Bean
    @ConditionalOnMissingBean(AuditStore.class)
    LuceneAuditStore auditStore(
            @Value("${daybook.data:./daybook-data}") Path data,
            @Value("${daybook.audit.commits:10s}") Duration commits,
            StreamHeads heads) {
        return new LuceneAuditStore(data.resolve("audit"), commits);
    }

    @Bean
    @ConditionalOnBean(AuditGenerations.class)
    Rebuildable auditRebuild(AuditGenerations generations, AuditFollowing following) {
        return new AuditRebuild(generations, following);
    }
}
