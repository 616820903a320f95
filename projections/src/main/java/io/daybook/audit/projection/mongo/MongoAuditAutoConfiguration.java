package io.daybook.audit.projection.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.audit.projection.AuditStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The audit of the cluster product. */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class MongoAuditAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    AuditStore auditStore(MongoDatabase database) {
        return new MongoAuditStore(database);
    }
}
