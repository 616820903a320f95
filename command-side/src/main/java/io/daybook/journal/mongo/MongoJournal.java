package io.daybook.journal.mongo;

import com.mongodb.client.MongoDatabase;
import io.daybook.core.StreamHeads;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.KeyRing;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.Sealer;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.WrappedKeyRing;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.Appender;
import io.daybook.journal.engine.DurableHeads;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.EventReader;
import io.daybook.journal.engine.Hints;
import io.daybook.journal.engine.JournalEngine;
import io.daybook.journal.engine.LaneQueue;
import io.daybook.journal.engine.Lanes;
import io.daybook.journal.engine.OpenJournal;
import io.daybook.journal.engine.RecentEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** The journal of one database, as one node has it open: keys, ends of streams, feed, hints. */
public final class MongoJournal implements OpenJournal {
    /** How long a key is used that another node may have destroyed. */
    static final Duration KEY_LIFE = Duration.ofSeconds(30);

    private final JournalCollections collections;
    private final KeyRing keys;
    private final Seal seal;
    private final Sealer sealer;
    private final MongoWrappedKeys wrapped;
    private final Counters counters = new Counters();
    private final Ends ends = new Ends();
    private final RecentEvents recent = new RecentEvents();
    private final Hints hints = new Hints();
    private final Nodes nodes;
    private final Openings openings;
    private final CommitRows rows;
    private final Lanes lanes;
    private final Appender appender;
    private final MongoDepartures departures;
    private final MongoArrivals arrivals;
    private final NodeHints heard;

    private MongoJournal(Opening opening) {
        String node = UUID.randomUUID().toString();
        collections = opening.collections();
        seal = opening.seal();
        wrapped = new MongoWrappedKeys(collections);
        keys = new WrappedKeyRing(opening.master(), wrapped, seal, KEY_LIFE);
        sealer = new Sealer(keys, seal);
        nodes = new Nodes(collections, node, counters::settled);
        openings = new Openings(collections);
        rows = new CommitRows(collections, openings, ends);
        var inserting = new Inserting(collections, openings, opening.patience());
        var log = new MongoCommitLog(inserting, counters, rows, node);
        lanes = new Lanes(log, ends, hints, recent::add);
        appender = new Appender(sealer, opening.forms(), log, ends, lanes);
        departures = new MongoDepartures(collections, rows, lanes, ends, nodes);
        inserting.letGo(departures::isOver);
        arrivals =
                new MongoArrivals(
                        new MongoArrivals.Parts(
                                collections,
                                keys,
                                rows,
                                inserting,
                                counters,
                                ends,
                                hints,
                                opening.forms(),
                                nodes));
        heard = new NodeHints(collections, nodes, openings, hints);
        nodes.onBeat(departures::look);
    }

    private record Opening(
            JournalCollections collections,
            MasterKey master,
            Seal seal,
            WrittenForms forms,
            Duration patience) {}

    /**
     * Opens the journal and enters this node.
     *
     * @param version of this Daybook
     * @param patience how long an insert is tried whose outcome is not known
     * @throws io.daybook.core.Unavailable when the database cannot be reached
     * @throws io.daybook.journal.JournalFailure when it was written under another master key or by
     *     a newer Daybook
     */
    public static MongoJournal open(
            MongoDatabase database,
            MasterKey master,
            Seal seal,
            EventCodecs codecs,
            String version,
            Duration patience) {
        var collections = JournalCollections.open(database);
        MasterKeys.require(collections, master);
        EventsPlace.requireHere(collections);
        var forms = MongoForms.open(collections, codecs, version);
        var journal = new MongoJournal(new Opening(collections, master, seal, forms, patience));
        journal.nodes.start();
        journal.departures.look();
        journal.heard.start();
        return journal;
    }

    @Override
    public KeyRing keys() {
        return keys;
    }

    @Override
    public Sealer sealer() {
        return sealer;
    }

    @Override
    public StoredEvents stored() {
        return rows;
    }

    @Override
    public StreamHeads heads() {
        return new DurableHeads(rows, wrapped, hints, departures);
    }

    @Override
    public Departures departures() {
        return departures;
    }

    @Override
    public Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public SnapshotStore snapshots() {
        return new MongoSnapshotStore(collections, keys, seal);
    }

    /**
     * @param claim after which a claim that was not renewed is free
     */
    public TokenStore tokens(Duration claim, Clock clock) {
        return new MongoTokenStore(collections, nodes.id(), claim, clock);
    }

    /** To be closed by whoever asked for it, before the journal. */
    public MongoShares shares() {
        return new MongoShares(collections, nodes);
    }

    JournalCollections collections() {
        return collections;
    }

    Nodes nodes() {
        return nodes;
    }

    CommitRows rows() {
        return rows;
    }

    Ends ends() {
        return ends;
    }

    Lanes lanes() {
        return lanes;
    }

    NodeHints heard() {
        return heard;
    }

    Appender appender() {
        return appender;
    }

    private Tracking tracking() {
        return new Tracking(new Feed(collections, this::settled), openings, sealer);
    }

    @Override
    public JournalEngine.Parts parts() {
        return new JournalEngine.Parts(
                new LaneQueue(appender, lanes),
                new EventReader(rows, sealer, ends, recent),
                tracking(),
                new AxonSnapshots(collections, sealer),
                new OtherMongoNodes(rows, ends, heard));
    }

    /** Of a node that is gone everything is settled. */
    private long settled(String node) {
        if (node.equals(nodes.id())) {
            return counters.settled();
        }
        Map<String, Long> others = new HashMap<>(nodes.others());
        return nodes.alive().contains(node) ? others.getOrDefault(node, -1L) : Long.MAX_VALUE;
    }

    /** Waits for what is queued, and takes leave of the other nodes. */
    @Override
    public void close() {
        lanes.close();
        heard.close();
        nodes.close();
        hints.close();
    }
}
