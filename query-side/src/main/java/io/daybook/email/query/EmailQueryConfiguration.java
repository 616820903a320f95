package io.daybook.email.query;

import io.daybook.email.projection.MailViews;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class EmailQueryConfiguration {
    @Bean
    EmailQueries emailQueries(MailViews views) {
        return new EmailQueries(views);
    }
}
