package io.daybook.proof.command.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.proof.command.AnchorShelf;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Where the cluster product keeps its anchors. */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class MongoAnchorsAutoConfiguration {
    @Bean
    AnchorShelf anchorShelf(MongoDatabase database) {
        return new MongoAnchors(database);
    }
}
