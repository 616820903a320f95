package io.daybook.push.projection;

import io.daybook.core.StreamHeads;
import io.daybook.view.Followers;
import io.daybook.view.Rebuildable;
import io.daybook.view.RowsRebuild;
import io.daybook.view.ViewStore;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The view of push subscriptions. */
@AutoConfiguration
public class PushViewsAutoConfiguration {
    @Bean
    PushProjection pushProjection(ViewStore store) {
        return new PushProjection(store);
    }

    @Bean
    Rebuildable pushRebuild(ViewStore store, PushProjection projection) {
        return new RowsRebuild(store, projection, PushProjection::new, List.of(PushRow.VIEW));
    }

    @Bean
    PushViews pushViews(PushProjection projection, Followers followers, StreamHeads heads) {
        return new PushViews(projection, followers, heads);
    }
}
