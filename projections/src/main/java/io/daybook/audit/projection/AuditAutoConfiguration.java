package io.daybook.audit.projection;

import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.view.Followers;
import io.daybook.view.StreamReader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * What keeps the audit, whatever store it is in. With {@code daybook.audit.follow=false} it stands
 * still and is caught up by a later start.
 */
@AutoConfiguration
public class AuditAutoConfiguration {
    @Bean
    AuditFollowing auditFollowing(
            AuditStore store,
            StreamHeads heads,
            StreamReader reader,
            ObjectProvider<Shares> shares,
            @Value("${daybook.audit.follow:true}") boolean follow) {
        var following =
                new AuditFollowing(store, heads, reader, shares.getIfAvailable(Shares::undivided));
        if (follow) {
            following.start();
        }
        return following;
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
