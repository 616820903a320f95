package io.daybook.journal.axonserver;

import com.mongodb.client.MongoDatabase;
import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.Seal;
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.engine.OpenJournal;
import io.daybook.journal.mongo.MongoCompanion;
import io.daybook.journal.mongo.MongoFixture;
import io.daybook.server.TestAxonServer;
import io.daybook.server.axon.AxonServerDouble;
import io.daybook.stored.StoredForms;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** An Axon Server and a MongoDB with one journal in them, and nodes that have it open. */
public final class AxonServerFixture implements JournalNodes, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MongoFixture mongo = new MongoFixture();
    private final AutoCloseable server;
    private final AxonServerSettings settings;

    /** In the order in which they are to be closed. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** With whatever {@link TestAxonServer} is. */
    public AxonServerFixture() {
        var test = TestAxonServer.start();
        server = test;
        settings = test.settings();
    }

    /** With a stand-in that a test makes trouble for. */
    AxonServerFixture(AxonServerDouble stand) {
        server = stand;
        settings = of(stand);
    }

    static AxonServerSettings of(AxonServerDouble stand) {
        return new AxonServerSettings(
                List.of(new AxonServerSettings.Server("127.0.0.1", stand.port())),
                AxonServerSettings.CONTEXT,
                null,
                null);
    }

    public MongoDatabase database() {
        return mongo.database();
    }

    MongoFixture mongo() {
        return mongo;
    }

    @Override
    public AxonServerJournal node() {
        return node(StoredForms.codecs());
    }

    public AxonServerJournal node(EventCodecs codecs) {
        return node(settings, codecs);
    }

    /** With another server than that of the fixture. */
    AxonServerJournal node(AxonServerSettings where) {
        return node(where, StoredForms.codecs());
    }

    private AxonServerJournal node(AxonServerSettings where, EventCodecs codecs) {
        var connections = new AxonServerConnections(where, "test", PATIENCE);
        open.push(connections);
        var companion =
                MongoCompanion.open(
                        database(),
                        mongo.master(),
                        new Seal(new SecureRandom()),
                        codecs,
                        "test",
                        settings.toString());
        var journal =
                AxonServerJournal.open(
                        connections.connection(), companion, PATIENCE, Clock.systemUTC());
        open.push(journal);
        return journal;
    }

    @Override
    public OpenJournal after(OpenJournal gone) {
        gone.close();
        return node();
    }

    @Override
    public void look(OpenJournal node) {
        ((AxonServerJournal) node).absences().look();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        server.close();
        mongo.close();
    }
}
