package io.daybook.view.query;

import io.daybook.view.Followers;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers about followers. */
@AutoConfiguration
public class FollowerQueryConfiguration {
    @Bean
    FollowerQueries followerQueries(ListableBeanFactory beans) {
        return new FollowerQueries(beans.getBeansOfType(Followers.class).values());
    }
}
