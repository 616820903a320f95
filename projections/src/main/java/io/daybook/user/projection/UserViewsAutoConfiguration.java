package io.daybook.user.projection;

import io.daybook.core.StreamHeads;
import io.daybook.view.Followers;
import io.daybook.view.ViewStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The view of users. */
@AutoConfiguration
public class UserViewsAutoConfiguration {
    @Bean
    UserProjection userProjection(ViewStore store) {
        return new UserProjection(store);
    }

    @Bean
    UserViews userViews(UserProjection projection, Followers followers, StreamHeads heads) {
        return new UserViews(projection, followers, heads);
    }
}
