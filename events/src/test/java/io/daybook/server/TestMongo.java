package io.daybook.server;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB for tests: the one that {@code DAYBOOK_TEST_MONGODB_URI} names, else one in this
 * process that speaks its protocol on a loopback port. Every instance has a database of its own,
 * which is dropped in the end.
 */
public final class TestMongo implements AutoCloseable {
    private final @Nullable MongoServer server;
    private final CountedMongo backend;
    private final String uri;
    private final String database = "daybook-" + UUID.randomUUID();

    private TestMongo(@Nullable MongoServer server, CountedMongo backend, String uri) {
        this.server = server;
        this.backend = backend;
        this.uri = uri;
        Used.note(name());
    }

    public static TestMongo start() {
        String given = System.getenv("DAYBOOK_TEST_MONGODB_URI");
        var backend = new CountedMongo();
        if (given != null) {
            return new TestMongo(null, backend, given);
        }
        var server = new MongoServer(backend);
        return new TestMongo(server, backend, server.bindAndGetConnectionString());
    }

    /** Where it is, without a database. */
    public String uri() {
        return uri;
    }

    public String database() {
        return database;
    }

    /**
     * What it was asked since it started: each command with its collection, such as {@code find
     * commits}, and how often. Empty of one that was given, which does not tell.
     */
    public Map<String, Long> commands() {
        return backend.counts();
    }

    public MongoClient client() {
        return MongoClients.create(uri);
    }

    /** What a run used, for people. */
    public String name() {
        return server == null ? "the MongoDB of DAYBOOK_TEST_MONGODB_URI" : "mongo-java-server";
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdownNow();
            return;
        }
        try (var client = client()) {
            client.getDatabase(database).drop();
        }
    }
}
