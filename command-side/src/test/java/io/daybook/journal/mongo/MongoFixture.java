package io.daybook.journal.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterConnectionMode;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.engine.OpenJournal;
import io.daybook.journal.file.FileMasterKey;
import io.daybook.server.TestMongo;
import io.daybook.stored.StoredForms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A MongoDB with one journal in it, and nodes that have it open. */
public final class MongoFixture implements JournalNodes, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Shared by the nodes of all fixtures: a key need not be another for another database. */
    private static final MasterKey MASTER = masterKey();

    private final TestMongo mongo;
    private final WatchedDriver driver = new WatchedDriver();
    private final LossyWire wire;
    private final MongoClient client;
    private final List<MongoJournal> nodes = new ArrayList<>();

    public MongoFixture() {
        mongo = TestMongo.start();
        wire =
                new LossyWire(
                        new ServerAddress(new ConnectionString(mongo.uri()).getHosts().getFirst()));
        var settings =
                MongoClientSettings.builder(
                                MongoAutoConfiguration.settings(mongo.uri(), 50, TIMEOUT))
                        .applyToClusterSettings(it ->
                                it.hosts(List.of(wire.address()))
                                        .mode(ClusterConnectionMode.SINGLE))
                        .addCommandListener(driver);
        client = MongoClients.create(settings.build());
    }

    private static MasterKey masterKey() {
        try {
            var file = Files.createTempDirectory("daybook-master-key").resolve("master.key");
            var key = FileMasterKey.create(file, new Seal(new SecureRandom()));
            Files.delete(file);
            Files.delete(file.getParent());
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sees what the nodes ask. */
    public WatchedDriver driver() {
        return driver;
    }

    LossyWire wire() {
        return wire;
    }

    public MongoDatabase database() {
        return client.getDatabase(mongo.database());
    }

    public MasterKey master() {
        return MASTER;
    }

    public TestMongo mongo() {
        return mongo;
    }

    @Override
    public MongoJournal node() {
        return node(StoredForms.codecs());
    }

    public MongoJournal node(EventCodecs codecs) {
        var node =
                MongoJournal.open(
                        database(), MASTER, new Seal(new SecureRandom()), codecs, "test", TIMEOUT);
        nodes.add(node);
        return node;
    }

    @Override
    public OpenJournal after(OpenJournal gone) {
        gone.close();
        return node();
    }

    @Override
    public void look(OpenJournal node) {
        ((MongoDepartures) ((MongoJournal) node).departures()).look();
    }

    @Override
    public void close() {
        driver.go();
        wire.lostRequests.set(0);
        wire.lostAnswers.set(0);
        nodes.forEach(MongoJournal::close);
        client.close();
        wire.close();
        mongo.close();
    }
}
