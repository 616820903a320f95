package io.daybook.journal.rocksdb;

import org.rocksdb.RocksDBException;

/** Something to be written, all of it or nothing. */
@FunctionalInterface
public interface Change {
    /** Adds itself to the group; on the committer thread, so without waiting for anything. */
    void addTo(Batch batch) throws RocksDBException;
}
