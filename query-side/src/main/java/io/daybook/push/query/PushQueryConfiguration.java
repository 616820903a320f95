package io.daybook.push.query;

import io.daybook.push.projection.PushViews;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class PushQueryConfiguration {
    @Bean
    PushQueries pushQueries(PushViews views) {
        return new PushQueries(views);
    }
}
