package io.daybook.admin.query;

import io.daybook.admin.projection.AdminViews;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class AdminQueryConfiguration {
    @Bean
    AdminQueries adminQueries(AdminViews views) {
        return new AdminQueries(views);
    }
}
