package io.daybook.journal.rocksdb;

import org.rocksdb.RocksDBException;

/** What a change may do to the group that it is committed with. */
public interface Batch {
    void put(Family family, byte[] key, byte[] value) throws RocksDBException;

    void delete(Family family, byte[] key) throws RocksDBException;
}
