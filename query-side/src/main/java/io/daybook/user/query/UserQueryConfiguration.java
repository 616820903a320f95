package io.daybook.user.query;

import io.daybook.user.projection.UserViews;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class UserQueryConfiguration {
    @Bean
    UserQueries userQueries(UserViews views) {
        return new UserQueries(views);
    }
}
