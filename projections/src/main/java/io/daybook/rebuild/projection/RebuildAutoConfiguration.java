package io.daybook.rebuild.projection;

import io.daybook.core.StreamHeads;
import io.daybook.core.Traffic;
import io.daybook.rebuild.Redigesting;
import io.daybook.view.Followers;
import io.daybook.view.Rebuildable;
import io.daybook.view.Rebuilder;
import io.daybook.view.StreamReader;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/**
 * Rebuilds of all views that are beans of the type {@link Rebuildable}. {@code
 * daybook.rebuild.lanes} is how many streams are rebuilt at a time; 0 for half of the processors.
 */
@AutoConfiguration
public class RebuildAutoConfiguration {
    @Bean
    Rebuilder rebuilder(
            Followers followers, StreamHeads heads, StreamReader reader, Traffic traffic) {
        return new Rebuilder(followers, heads, reader, traffic);
    }

    @Bean
    BackgroundRebuilds rebuilds(
            ObjectProvider<Rebuildable> views,
            StreamHeads heads,
            Rebuilder rebuilder,
            ObjectProvider<Redigesting> redigesting,
            Clock clock,
            @Value("${daybook.rebuild.lanes:0}") int lanes) {
        return new BackgroundRebuilds(
                new BackgroundRebuilds.Means(
                        () -> views.orderedStream().toList(),
                        heads,
                        rebuilder,
                        redigesting::getIfAvailable,
                        clock,
                        lanes(lanes)));
    }

    /** After everything is there: what an older version has left serves until it is made anew. */
    @Bean
    @ConditionalOnBooleanProperty(
            name = "daybook.offline",
            havingValue = false,
            matchIfMissing = true)
    SmartInitializingSingleton renewal(BackgroundRebuilds rebuilds) {
        return rebuilds::renew;
    }

    @Bean
    ViewVerifier viewVerifier(
            ObjectProvider<Rebuildable> views,
            StreamHeads heads,
            Rebuilder rebuilder,
            @Value("${daybook.rebuild.lanes:0}") int lanes) {
        return new ViewVerifier(
                () -> views.orderedStream().toList(), heads, rebuilder, lanes(lanes));
    }

    private static int lanes(int wanted) {
        return wanted > 0 ? wanted : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
