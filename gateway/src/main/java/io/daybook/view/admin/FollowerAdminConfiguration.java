package io.daybook.view.admin;

import io.daybook.core.admin.AdminRoute;
import io.daybook.core.jmap.Bus;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The routes of views. */
@AutoConfiguration
public class FollowerAdminConfiguration {
    @Bean
    AdminRoute listFollowers(Bus bus) {
        return FollowersRoute.route(bus);
    }
}
