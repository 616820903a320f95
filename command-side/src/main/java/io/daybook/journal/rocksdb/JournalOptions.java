package io.daybook.journal.rocksdb;

import io.daybook.journal.DataFolderProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/**
 * How the journal's RocksDB is set up: about 32 MB of block cache (indexes and filters included)
 * and 48 MB of write buffers, whatever it holds.
 */
final class JournalOptions {
    private static final long MB = 1 << 20;
    private static final long BLOCK_CACHE = 32 * MB;
    private static final long WRITE_BUFFERS = 48 * MB;
    private static final long LOG_OF_WRITES = 128 * MB;

    private JournalOptions() {}

    static JournalDb open(Path folder, UnaryOperator<Committer.GroupWrite> write) {
        RocksDB.loadLibrary();
        var owned = new ArrayList<AbstractNativeReference>();
        var cache = new LRUCache(BLOCK_CACHE);
        var filter = new BloomFilter(10);
        var descriptors = new ArrayList<ColumnFamilyDescriptor>();
        for (Family family : Family.values()) {
            var options = family.options().setTableFormatConfig(tables(cache, filter));
            owned.add(options);
            descriptors.add(
                    new ColumnFamilyDescriptor(
                            family.storedName().getBytes(StandardCharsets.UTF_8), options));
        }
        DBOptions options = options();
        owned.addAll(List.of(options, cache, filter));
        var handles = new ArrayList<ColumnFamilyHandle>();
        try {
            RocksDB db = RocksDB.open(options, folder.toString(), descriptors, handles);
            return new JournalDb(db, handles, owned, write);
        } catch (RocksDBException e) {
            owned.forEach(AbstractNativeReference::close);
            throw new DataFolderProblem(
                    "The journal in "
                            + folder
                            + " cannot be opened ("
                            + e.getMessage()
                            + "): check the disk, or put the folder back from your backup.",
                    e);
        }
    }

    private static BlockBasedTableConfig tables(Cache cache, BloomFilter filter) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(16 * 1024)
                .setFilterPolicy(filter)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFormatVersion(5);
    }

    private static DBOptions options() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setDbWriteBufferSize(WRITE_BUFFERS)
                .setMaxTotalWalSize(LOG_OF_WRITES)
                // A record torn by a crash ends the log; damage before the end is an error, since
                // what follows it was acknowledged.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxOpenFiles(256)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(MB)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(MB);
    }
}
