package io.daybook.audit.admin;

import io.daybook.core.admin.AdminRoutes;
import io.daybook.core.jmap.Bus;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The routes of the audit. */
@AutoConfiguration
public class AuditAdminConfiguration {
    @Bean
    AdminRoutes auditRoutes(Bus bus) {
        return () -> AuditRoutes.all(bus);
    }
}
