package io.daybook.user.command.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.user.TicketShelf;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The tickets of the cluster product. */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class MongoTicketAutoConfiguration {
    @Bean
    TicketShelf ticketShelf(MongoDatabase database, Clock clock) {
        return new MongoTicketShelf(database, clock);
    }
}
