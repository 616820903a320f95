package io.daybook.journal.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The MongoDB of the cluster product. {@code daybook.mongodb.uri} says where it is, {@code
 * daybook.mongodb.database} which database is ours (daybook), {@code daybook.mongodb.pool} how many
 * connections a node may have to one server (100), and {@code daybook.mongodb.timeout} how long a
 * call may wait for a connection, for a server, or for an answer (10 s each).
 *
 * <p>Unless a collection says otherwise, writes are acknowledged by a majority and are retried by
 * the driver where the server knows how.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class MongoAutoConfiguration {
    @Bean
    MongoClient mongoClient(
            @Value("${daybook.mongodb.uri}") String uri,
            @Value("${daybook.mongodb.pool:100}") int pool,
            @Value("${daybook.mongodb.timeout:10s}") Duration timeout) {
        return MongoClients.create(settings(uri, pool, timeout));
    }

    /** What a node asks of the driver. */
    static MongoClientSettings settings(String uri, int pool, Duration timeout) {
        long millis = timeout.toMillis();
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applicationName("daybook")
                .retryWrites(true)
                .retryReads(true)
                .writeConcern(WriteConcern.MAJORITY.withWTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToClusterSettings(
                        it -> it.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(
                        it -> it.maxSize(pool).maxWaitTime(millis, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(it ->
                        it.connectTimeout((int) millis, TimeUnit.MILLISECONDS)
                                .readTimeout((int) millis, TimeUnit.MILLISECONDS))
                .build();
    }

    @Bean
    MongoDatabase mongoDatabase(
            MongoClient client, @Value("${daybook.mongodb.database:daybook}") String name) {
        return client.getDatabase(name);
    }
}
