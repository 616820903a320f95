package io.daybook.view.rocksdb;

import org.rocksdb.RocksDBException;

/**
 * What was written without the log of writes, of all generations in the making together. While they
 * are large the database puts fewer of its files in order: it would go over the first rows of a
 * generation again with those that come later.
 */
final class Loads {
    /** Octets from which on a generation is put in order at its end, and deleted by files. */
    static final long LARGE = 16 << 20;

    private final RocksViews database;
    private long octets;
    private boolean isLarge;

    Loads(RocksViews database) {
        this.database = database;
    }

    /** So many octets of rows were written. */
    synchronized void add(long more) throws RocksDBException {
        octets += more;
        if (octets >= LARGE && !isLarge) {
            database.allowUnsorted(true);
            isLarge = true;
        }
    }

    /** Returns when no crash can lose what was written before. */
    synchronized void settle() throws RocksDBException {
        if (octets > 0) {
            database.flush();
            octets = 0;
        }
        order();
    }

    /** What is being made may never be settled. */
    synchronized void order() throws RocksDBException {
        if (isLarge) {
            database.allowUnsorted(false);
            isLarge = false;
        }
    }
}
