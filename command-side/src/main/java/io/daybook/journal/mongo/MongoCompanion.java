package io.daybook.journal.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.KeyRing;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.Sealer;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.WrappedKeyRing;
import io.daybook.journal.WrappedKeys;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.HeadIndex;
import io.daybook.journal.engine.SmallSnapshots;
import io.daybook.journal.engine.StreamRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** What of a journal is in MongoDB when its events are in a log that keeps nothing else. */
public final class MongoCompanion implements AutoCloseable {
    private static final long NO_FEED = -1;

    private final JournalCollections collections;
    private final Seal seal;
    private final MongoWrappedKeys wrapped;
    private final KeyRing keys;
    private final WrittenForms forms;
    private final Nodes nodes;
    private final StreamRegistry registry;
    private final String identity;

    private MongoCompanion(
            JournalCollections collections,
            MasterKey master,
            Seal seal,
            WrittenForms forms,
            String identity) {
        this.collections = collections;
        this.seal = seal;
        this.forms = forms;
        this.identity = identity;
        wrapped = new MongoWrappedKeys(collections);
        keys = new WrappedKeyRing(master, wrapped, seal, MongoJournal.KEY_LIFE);
        nodes = new Nodes(collections, UUID.randomUUID().toString(), () -> NO_FEED);
        registry = new MongoStreamRegistry(collections, nodes);
    }

    /**
     * Opens it and enters this node.
     *
     * @param log names the log that has the events
     * @param version of this Daybook
     * @throws io.daybook.core.Unavailable when the database cannot be reached
     * @throws io.daybook.journal.JournalFailure when it was written under another master key, by a
     *     newer Daybook, or with its events elsewhere
     */
    public static MongoCompanion open(
            MongoDatabase database,
            MasterKey master,
            Seal seal,
            EventCodecs codecs,
            String version,
            String log) {
        var collections = JournalCollections.open(database);
        MasterKeys.require(collections, master);
        String identity = EventsPlace.requireIn(collections, log);
        var forms = MongoForms.open(collections, codecs, version);
        var companion = new MongoCompanion(collections, master, seal, forms, identity);
        companion.nodes.start();
        return companion;
    }

    /** What the log is to be known by. */
    public String identity() {
        return identity;
    }

    /** Whether the log was seen to have its identity. */
    public boolean isBegun() {
        return EventsPlace.isBegun(collections);
    }

    public void begun() {
        EventsPlace.begun(collections);
    }

    public KeyRing keys() {
        return keys;
    }

    public WrappedKeys wrapped() {
        return wrapped;
    }

    public Seal seal() {
        return seal;
    }

    public Sealer sealer() {
        return new Sealer(keys, seal);
    }

    public WrittenForms forms() {
        return forms;
    }

    public StreamRegistry registry() {
        return registry;
    }

    public HeadIndex heads() {
        return new MongoHeadIndex(collections);
    }

    public SnapshotStore snapshots() {
        return new MongoSnapshotStore(collections, keys, seal);
    }

    public SmallSnapshots smallSnapshots() {
        return new AxonSnapshots(collections, sealer());
    }

    /**
     * @param claim after which a claim that was not renewed is free
     */
    public TokenStore tokens(Duration claim, Clock clock) {
        return new MongoTokenStore(collections, nodes.id(), claim, clock);
    }

    /** To be closed by whoever asked for it, before this. */
    public MongoShares shares() {
        return new MongoShares(collections, nodes);
    }

    /** Takes leave of the other nodes. */
    @Override
    public void close() {
        nodes.close();
    }
}
