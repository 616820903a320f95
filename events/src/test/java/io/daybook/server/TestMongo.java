package io.daybook.server;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB for tests: the one that {@code DAYBOOK_TEST_MONGODB_URI} names, else one in this
 * process that speaks its protocol on a loopback port. Every instance has a database of its own,
 * which is dropped in the end.
 */
public final class TestMongo implements AutoCloseable {
    private final @Nullable MongoServer server;
    private final String uri;
    private final String database = "daybook-" + UUID.randomUUID();

    private TestMongo(@Nullable MongoServer server, String uri) {
        this.server = server;
        this.uri = uri;
        Used.note(name());
    }

    public static TestMongo start() {
        String given = System.getenv("DAYBOOK_TEST_MONGODB_URI");
        if (given != null) {
            return new TestMongo(null, given);
        }
        var server = new MongoServer(new MemoryBackend());
        return new TestMongo(server, server.bindAndGetConnectionString());
    }

    /** Where it is, without a database. */
    public String uri() {
        return uri;
    }

    public String database() {
        return database;
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
