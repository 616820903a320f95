package io.daybook.audit.projection.lucene;

import io.daybook.audit.projection.AuditFollowing;
import io.daybook.audit.projection.AuditGenerations;
import io.daybook.audit.projection.AuditReads;
import io.daybook.audit.projection.AuditRebuild;
import io.daybook.audit.projection.AuditStore;
import io.daybook.core.StreamHeads;
import io.daybook.view.Followers;
import io.daybook.view.Rebuildable;
import io.daybook.view.StreamReader;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The audit of the embedded product, in the folder {@code audit} of {@code daybook.data}. With
 * {@code daybook.audit.follow=false} it stands still and is caught up by a later start.
 */
@AutoConfiguration
public class AuditAutoConfiguration {
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
    AuditFollowing auditFollowing(
            AuditStore store,
            StreamHeads heads,
            StreamReader reader,
            @Value("${daybook.audit.follow:true}") boolean follow) {
        var following = new AuditFollowing(store, heads, reader);
        if (follow) {
            following.start();
        }
        return following;
    }

    @Bean
    @ConditionalOnBean(AuditGenerations.class)
    Rebuildable auditRebuild(AuditGenerations generations, AuditFollowing following) {
        return new AuditRebuild(generations, following);
    }

    /** For those who look at all that follows; nobody gets it for the followers of the views. */
    @Bean(defaultCandidate = false, destroyMethod = "")
    Followers auditFollowers(AuditFollowing following) {
        return following.followers();
    }

    @Bean
    AuditReads auditReads(AuditStore store, AuditFollowing following, StreamHeads heads) {
        return new AuditReads(store, following, heads);
    }
}
