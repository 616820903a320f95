package io.daybook.journal.axonserver;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Sealer;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.engine.Appender;
import io.daybook.journal.engine.DurableHeads;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.EventReader;
import io.daybook.journal.engine.Hints;
import io.daybook.journal.engine.JournalEngine;
import io.daybook.journal.engine.LaneQueue;
import io.daybook.journal.engine.Lanes;
import io.daybook.journal.engine.OpenJournal;
import io.daybook.journal.mongo.MongoCompanion;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/**
 * The journal of one context of Axon Server and one database of MongoDB, as one node has it open.
 */
public final class AxonServerJournal implements OpenJournal {
    private final MongoCompanion companion;
    private final Ends ends = new Ends();
    private final Hints hints = new Hints();
    private final Absences absences;
    private final AxonServerLog log;
    private final Lanes lanes;
    private final Appender appender;
    private final Tracking tracking;
    private final MovedHeads heads;
    private final GlobalFeed feed;
    private final Departures departures;
    private final Arrivals arrivals;
    private final StoredEvents stored;
    private final LogIdentity identity;

    private AxonServerJournal(
            Supplier<EventChannel> channel,
            MongoCompanion companion,
            Duration patience,
            Clock clock) {
        this.companion = companion;
        var registry = companion.registry();
        String node = registry.node();
        var aggregates = new Aggregates(channel, new Patience(patience));
        var appending = new Appending(channel, aggregates, patience);
        var places = new Places(registry);
        absences = new Absences(registry);
        log = new AxonServerLog(aggregates, appending, places, absences, ends, node);
        lanes = new Lanes(log, ends, hints);
        appender = new Appender(companion.sealer(), companion.forms(), log, ends, lanes);
        tracking = new Tracking(channel, places, companion.sealer(), new Patience(patience));
        heads = new MovedHeads(companion.heads());
        feed = new GlobalFeed(channel, heads, hints, node);
        departures = new LogDepartures(registry, absences, log, lanes);
        arrivals =
                new LogArrivals(
                        new LogArrivals.Parts(
                                registry,
                                companion.keys(),
                                companion.forms(),
                                log,
                                appending,
                                ends,
                                hints,
                                clock));
        stored = new LogStreams(log, tracking, heads, registry, patience);
        identity = new LogIdentity(aggregates, appending, tracking, companion);
    }

    /**
     * Opens the journal; the companion has entered this node already, and is closed with it.
     *
     * @param connection of the context that has nothing else in it; not closed with the journal
     * @param patience how long an append is tried whose outcome is not known
     * @throws io.daybook.core.Unavailable when Axon Server cannot be reached
     * @throws io.daybook.journal.JournalFailure when the context is not that of the database
     */
    public static AxonServerJournal open(
            AxonServerConnection connection,
            MongoCompanion companion,
            Duration patience,
            Clock clock) {
        var journal = new AxonServerJournal(connection::eventChannel, companion, patience, clock);
        try {
            journal.start();
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    private void start() {
        identity.require();
        companion.registry().onBeat(absences::look);
        absences.look();
        feed.start(tracking.last());
        heads.start();
    }

    @Override
    public KeyRing keys() {
        return companion.keys();
    }

    @Override
    public Sealer sealer() {
        return companion.sealer();
    }

    @Override
    public StoredEvents stored() {
        return stored;
    }

    @Override
    public StreamHeads heads() {
        return new DurableHeads(stored, companion.wrapped(), hints, departures);
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
        return companion.snapshots();
    }

    /**
     * @param claim after which a claim that was not renewed is free
     */
    public TokenStore tokens(Duration claim, Clock clock) {
        return companion.tokens(claim, clock);
    }

    /** To be closed by whoever asked for it, before the journal. */
    public Shares shares() {
        return companion.shares();
    }

    @Override
    public JournalEngine.Parts parts() {
        return new JournalEngine.Parts(
                new LaneQueue(appender, lanes),
                new EventReader(log, companion.sealer(), ends),
                tracking,
                companion.smallSnapshots(),
                new OtherLogNodes(log, absences, ends, feed));
    }

    Ends ends() {
        return ends;
    }

    Lanes lanes() {
        return lanes;
    }

    Appender appender() {
        return appender;
    }

    AxonServerLog log() {
        return log;
    }

    Absences absences() {
        return absences;
    }

    Tracking tracking() {
        return tracking;
    }

    MovedHeads movedHeads() {
        return heads;
    }

    GlobalFeed feed() {
        return feed;
    }

    /** Waits for what is queued, and takes leave of the other nodes. */
    @Override
    public void close() {
        lanes.close();
        feed.close();
        heads.close();
        companion.close();
        hints.close();
    }
}
