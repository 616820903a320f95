package io.daybook.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A way to a MongoDB for tests that can fail, with a client that waits for a second. */
public final class BrittleMongo implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 1_000;

    private final FaultProxy network;
    private final MongoClient client;
    private final String database;

    private BrittleMongo(FaultProxy network, MongoClient client, String database) {
        this.network = network;
        this.client = client;
        this.database = database;
    }

    /** To the primary, on this machine. */
    public static BrittleMongo of(TestMongo mongo) {
        var network = FaultProxy.to(mongo.port());
        var settings =
                MongoClientSettings.builder()
                        .applyConnectionString(
                                new ConnectionString(
                                        "mongodb://127.0.0.1:"
                                                + network.port()
                                                + "/?directConnection=true"))
                        .applyToClusterSettings(it ->
                                it.serverSelectionTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                        .applyToSocketSettings(
                                it -> it.readTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                        // As often as the driver allows, so that it is soon there again.
                        .applyToServerSettings(
                                it -> it.minHeartbeatFrequency(50, TimeUnit.MILLISECONDS))
                        .build();
        return new BrittleMongo(network, MongoClients.create(settings), mongo.database());
    }

    public MongoDatabase database() {
        return client.getDatabase(database);
    }

    /** What each call fails with while nothing gets through; they run at the same time. */
    public List<Throwable> failuresWhileCut(List<ThrowingCallable> calls) throws Exception {
        network.cut();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var failures = new ArrayList<Throwable>();
            var running =
                    threads.invokeAll(
                            calls.stream()
                                    .<Callable<Throwable>>map(
                                            call -> () -> Assertions.catchThrowable(call))
                                    .toList());
            for (var call : running) {
                failures.add(call.get());
            }
            return failures;
        } finally {
            network.restore();
        }
    }

    @Override
    public void close() {
        client.close();
        network.close();
    }
}
