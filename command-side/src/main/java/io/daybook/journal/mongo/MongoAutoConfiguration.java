package io.daybook.journal.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import io.daybook.core.Probe;
import io.daybook.core.cluster.MongoSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The MongoDB of the cluster product, where {@link MongoSettings} say. {@code daybook.mongodb.pool}
 * is how many connections a node may have to one server (100), and {@code daybook.mongodb.timeout}
 * how long a call may wait for a connection, for a server, or for an answer (10 s each).
 *
 * <p>Beans of type {@link CommandListener} hear of every command. Unless a collection says
 * otherwise, writes are acknowledged by a majority and are retried by the driver where the server
 * knows how.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class MongoAutoConfiguration {
    @Bean
    MongoClient mongoClient(
            MongoSettings where,
            @Value("${daybook.mongodb.pool:100}") int pool,
            @Value("${daybook.mongodb.timeout:10s}") Duration timeout,
            ObjectProvider<CommandListener> listeners) {
        var settings = MongoClientSettings.builder(settings(where.uri(), pool, timeout));
        listeners.orderedStream().forEach(settings::addCommandListener);
        return MongoClients.create(settings.build());
    }

    /** What a node asks of the driver. */
    static MongoClientSettings settings(String uri, int pool, Duration timeout) {
        long millis = timeout.toMillis();
        return MongoClientSettings.builder()
                .applyConnectionString(connectionString(uri))
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

    /** What the driver says of a wrong one may repeat the password. */
    private static ConnectionString connectionString(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException _) {
            throw new CannotConnect(
                    "mongodb.uri is no connection string that MongoDB's driver reads");
        }
    }

    /** The message tells the operator what to do. */
    static final class CannotConnect extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotConnect(String message) {
            super(message);
        }
    }

    /** A node that cannot reach it ends its start with a line, and is started again. */
    @Bean
    MongoDatabase mongoDatabase(MongoClient client, MongoSettings where) {
        var database = client.getDatabase(where.database());
        try {
            new MongoProbe(database).check();
        } catch (MongoSecurityException _) {
            throw new CannotConnect("MongoDB does not accept the login in mongodb.uri");
        } catch (MongoException _) {
            throw new CannotConnect(
                    "MongoDB has no primary that answers; check mongodb.uri, and that most of the"
                            + " replica set runs");
        }
        return database;
    }

    @Bean
    Probe mongoProbe(MongoDatabase database) {
        return new MongoProbe(database);
    }
}
