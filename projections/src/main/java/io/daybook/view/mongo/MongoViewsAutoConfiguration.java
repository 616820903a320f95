package io.daybook.view.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.view.ViewStore;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The store of views of the cluster product. */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class MongoViewsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(ViewStore.class)
    MongoViewStore viewStore(MongoDatabase database, Clock clock) {
        return new MongoViewStore(database, clock);
    }

    @Bean
    Sweeping viewSweeping(MongoViewStore store) {
        return new Sweeping(store);
    }
}
