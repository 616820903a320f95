package io.daybook.journal.rocksdb;

import io.daybook.journal.Arrivals;
import io.daybook.journal.Departures;
import io.daybook.journal.KeyRing;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.Sealer;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.WrappedKeyRing;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.Hints;
import io.daybook.journal.engine.JournalEngine;
import io.daybook.journal.engine.OpenJournal;
import io.daybook.journal.engine.OtherNodes;
import io.daybook.journal.engine.RecentEvents;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The journal of one folder, opened: database, keys, ends of streams, hints. */
public final class RocksJournal implements OpenJournal {
    private final JournalDb db;
    private final MasterKey master;
    private final KeyRing keys;
    private final Seal seal;
    private final Sealer sealer;
    private final EventRows rows;
    private final Tails tails;
    private final Hints hints;
    private final RecentEvents recent = new RecentEvents();
    private final Appender appender;
    private final RocksArrivals arrivals;
    private final RocksDepartures departures;

    private RocksJournal(JournalDb db, MasterKey master, Seal seal, WrittenForms forms) {
        this.db = db;
        this.master = master;
        this.seal = seal;
        keys = new WrappedKeyRing(master, new RocksWrappedKeys(db), seal);
        sealer = new Sealer(keys, seal);
        rows = new EventRows(db);
        tails = new Tails(rows::head);
        hints = new Hints();
        var order = new GlobalOrder(rows.lastIndex());
        db.onForget(tails::forget);
        db.onForget(order::forget);
        arrivals =
                new RocksArrivals(
                        new RocksArrivals.Parts(db, keys, rows, tails, order, hints, forms));
        departures = new RocksDepartures(db, rows, tails);
        appender = new Appender(db, sealer, new Appender.Ends(tails, order, recent), hints, forms);
    }

    /** Opens the journal of the folder under the master key of the file. */
    public static RocksJournal open(Path folder, Path masterKey, Seal seal, WrittenForms forms) {
        return open(folder, masterKey, seal, forms, write -> write);
    }

    static RocksJournal open(
            Path folder,
            Path masterKey,
            Seal seal,
            WrittenForms forms,
            UnaryOperator<Committer.GroupWrite> write) {
        JournalDb db = JournalDb.open(folder, write);
        try {
            return new RocksJournal(db, MasterKeys.open(db, masterKey, seal), seal, forms);
        } catch (RuntimeException e) {
            db.close();
            throw e;
        }
    }

    public JournalDb db() {
        return db;
    }

    public MasterKey master() {
        return master;
    }

    @Override
    public KeyRing keys() {
        return keys;
    }

    public Seal seal() {
        return seal;
    }

    @Override
    public RocksStreamHeads heads() {
        return new RocksStreamHeads(db, tails, hints, departures);
    }

    @Override
    public Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public Sealer sealer() {
        return sealer;
    }

    @Override
    public Departures departures() {
        return departures;
    }

    @Override
    public StoredEvents stored() {
        return rows;
    }

    @Override
    public SnapshotStore snapshots() {
        return new RocksSnapshotStore(this);
    }

    @Override
    public JournalEngine.Parts parts() {
        return new JournalEngine.Parts(
                appender,
                new EventReader(this),
                new Tracking(rows, sealer),
                new AxonSnapshots(db, sealer),
                OtherNodes.none());
    }

    EventRows rows() {
        return rows;
    }

    Tails tails() {
        return tails;
    }

    RecentEvents recent() {
        return recent;
    }

    Appender appender() {
        return appender;
    }

    @Override
    public void close() {
        db.close();
        hints.close();
    }
}
