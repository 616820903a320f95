package io.daybook.user.projection;

import io.daybook.core.StreamHeads;
import io.daybook.view.Followers;
import io.daybook.view.Rebuildable;
import io.daybook.view.RowsRebuild;
import io.daybook.view.ViewStore;
import java.util.List;
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
    Rebuildable userRebuild(ViewStore store, UserProjection projection) {
        return new RowsRebuild(store, projection, UserProjection::new, List.of(UserRow.VIEW));
    }

    @Bean
    UserViews userViews(UserProjection projection, Followers followers, StreamHeads heads) {
        return new UserViews(projection, followers, heads);
    }
}
