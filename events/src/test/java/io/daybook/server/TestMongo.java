package io.daybook.server;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import java.util.Map;
import java.util.UUID;

/**
 * A MongoDB for tests: the one that {@code DAYBOOK_TEST_MONGODB_URI} names, else a replica set in a
 * container, which all tests of a process share, or one in this process that speaks its protocol
 * ({@link ServerChoice}), on loopback ports. Every instance has a database of its own, which is
 * dropped in the end.
 */
public final class TestMongo implements AutoCloseable {
    private static final class Shared {
        static final RunningServer CONTAINER = ContainerProcess.start(ServerKind.MONGODB);
    }

    private final RunningServer server;
    private final CountedMongo counted;
    private final String database = "daybook-" + UUID.randomUUID();

    private TestMongo(RunningServer server, CountedMongo counted) {
        this.server = server;
        this.counted = counted;
        Used.note(name());
    }

    public static TestMongo start() {
        var counted = new CountedMongo();
        return new TestMongo(
                ServerChoice.ofThisRun()
                        .find(
                                ServerKind.MONGODB,
                                () -> Shared.CONTAINER.borrowed(),
                                () -> standIn(counted)),
                counted);
    }

    private static RunningServer standIn(CountedMongo counted) {
        var server = new MongoServer(counted);
        var life =
                new RunningServer.Life() {
                    @Override
                    public void kill() {
                        server.shutdownNow();
                    }

                    @Override
                    public void close() {
                        server.shutdownNow();
                    }
                };
        return new RunningServer(
                ServerOrigin.STAND_IN,
                server.bindAndGetConnectionString(),
                "mongo-java-server",
                life);
    }

    /** Where it is, without a database. */
    public String uri() {
        return server.address();
    }

    /**
     * The port of the first server that the URI names, for those who put a network before it. It is
     * the primary; of one that was given that is asked for.
     */
    public int port() {
        return new ServerAddress(new ConnectionString(uri()).getHosts().getFirst()).getPort();
    }

    public String database() {
        return database;
    }

    /**
     * What the stand-in was asked since it started: each command with its collection, such as
     * {@code find commits}, and how often. Empty of any other server.
     */
    public Map<String, Long> commands() {
        return counted.counts();
    }

    public MongoClient client() {
        return MongoClients.create(uri());
    }

    /** What a run used, for people. */
    public String name() {
        return server.name();
    }

    @Override
    public void close() {
        if (server.isOwn()) {
            server.close();
            return;
        }
        try (var client = client()) {
            client.getDatabase(database).drop();
        }
    }
}
