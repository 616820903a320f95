package io.daybook.admin.projection;

import io.daybook.view.Followers;
import io.daybook.view.Rebuildable;
import io.daybook.view.RowsRebuild;
import io.daybook.view.ViewStore;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The view of the administration. */
@AutoConfiguration
public class AdminViewsAutoConfiguration {
    @Bean
    AdminProjection adminProjection(ViewStore store) {
        return new AdminProjection(store);
    }

    @Bean
    Rebuildable adminRebuild(ViewStore store, AdminProjection projection) {
        return new RowsRebuild(store, projection, AdminProjection::new, List.of(AdminRow.VIEW));
    }

    @Bean
    AdminViews adminViews(AdminProjection projection, Followers followers) {
        return new AdminViews(projection, followers);
    }
}
