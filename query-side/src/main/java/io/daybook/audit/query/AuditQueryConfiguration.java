package io.daybook.audit.query;

import io.daybook.audit.projection.AuditReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class AuditQueryConfiguration {
    @Bean
    AuditQueries auditQueries(AuditReads reads) {
        return new AuditQueries(reads);
    }
}
