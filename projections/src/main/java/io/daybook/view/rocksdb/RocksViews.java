package io.daybook.view.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompressionType;
import org.rocksdb.Env;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Priority;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The open database and its settings. Native memory: 32 MB of block cache that holds indexes and
 * filters too, and at most three write buffers of 16 MB.
 */
final class RocksViews implements AutoCloseable {
    private static final long MB = 1 << 20;
    private static final long CACHE = 32 * MB;
    private static final long WRITE_BUFFER = 16 * MB;
    private static final long MOST_LOG = 64 * MB;

    private final Cache cache;
    private final BloomFilter filter;
    private final Options options;
    private final WriteOptions unsynced;
    private final WriteOptions unlogged;
    private final FlushOptions flush;
    private final ReadOptions reads;
    private final RocksDB database;

    private RocksViews(Cache cache, BloomFilter filter, Options options, RocksDB database) {
        this.cache = cache;
        this.filter = filter;
        this.options = options;
        this.database = database;
        this.unsynced = new WriteOptions().setSync(false);
        this.unlogged = new WriteOptions().setDisableWAL(true);
        this.flush = new FlushOptions().setWaitForFlush(true);
        this.reads = new ReadOptions();
    }

    static RocksViews open(Path folder) throws RocksDBException, IOException {
        RocksDB.loadLibrary();
        // Who reads goes before what is put in order behind their back.
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
        Files.createDirectories(folder);
        var cache = new LRUCache(CACHE);
        var filter = new BloomFilter(10);
        var options = options(cache, filter);
        return new RocksViews(cache, filter, options, RocksDB.open(options, folder.toString()));
    }

    private static Options options(Cache cache, BloomFilter filter) {
        var table =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(8 * 1024)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setFilterPolicy(filter)
                        .setFormatVersion(5);
        return new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(WRITE_BUFFER)
                .setMaxWriteBufferNumber(3)
                .setMaxTotalWalSize(MOST_LOG)
                .setMaxOpenFiles(256)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(MB)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(4 * MB);
    }

    byte @Nullable [] get(byte[] key) throws RocksDBException {
        return database.get(reads, key);
    }

    byte @Nullable [] get(ReadOptions options, byte[] key) throws RocksDBException {
        return database.get(options, key);
    }

    List<byte @Nullable []> getAll(List<byte[]> keys) throws RocksDBException {
        return database.multiGetAsList(reads, keys);
    }

    RocksIterator iterator(ReadOptions options) {
        return database.newIterator(options);
    }

    void put(byte[] key, byte[] value) throws RocksDBException {
        database.put(unsynced, key, value);
    }

    /**
     * @param logged whether a crash may lose no batch before one that it has left
     */
    void write(WriteBatch batch, boolean logged) throws RocksDBException {
        database.write(logged ? unsynced : unlogged, batch);
    }

    /** Puts into files what is in memory, logged or not. */
    void flush() throws RocksDBException {
        database.flush(flush);
    }

    Path deleteRange(byte[] from, byte[] to) throws RocksDBException {
        database.deleteRange(unsynced, from, to);
        return Path.of(database.getName());
    }

    Snapshot snapshot() {
        return database.getSnapshot();
    }

    void release(Snapshot snapshot) {
        database.releaseSnapshot(snapshot);
    }

    Path checkpoint(Path folder) throws RocksDBException {
        try (var checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(folder.toString());
        }
        return folder;
    }

    @Override
    public void close() {
        reads.close();
        unsynced.close();
        unlogged.close();
        flush.close();
        database.close();
        options.close();
        filter.close();
        cache.close();
    }
}
