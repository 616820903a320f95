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
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.Options;
import org.rocksdb.Priority;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
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

    /** Small, so that a generation in the making is put in order without rewriting the others. */
    private static final long LEAST_FILE = 8 * MB;

    /** So many write buffers are put in order at a time. */
    private static final int UNSORTED_FILES = 8;

    /** The same while a large generation is loaded, less than what makes writers wait. */
    private static final int UNSORTED_LOADED = 18;

    private final Cache cache;
    private final BloomFilter filter;
    private final Options options;
    private final WriteOptions unsynced;
    private final WriteOptions unlogged;
    private final FlushOptions flush;
    private final FlushOptions flushBehind;
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
        this.flushBehind = new FlushOptions().setWaitForFlush(false);
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
                .setTargetFileSizeBase(LEAST_FILE)
                .setTargetFileSizeMultiplier(2)
                .setLevel0FileNumCompactionTrigger(UNSORTED_FILES)
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

    /** The same, not waited for. */
    void beginFlush() throws RocksDBException {
        database.flush(flushBehind);
    }

    /**
     * Whether more files that are not in order are left so than otherwise: the rows of a generation
     * that nobody reads yet.
     */
    void allowUnsorted(boolean more) throws RocksDBException {
        database.setOptions(
                MutableColumnFamilyOptions.builder()
                        .setLevel0FileNumCompactionTrigger(more ? UNSORTED_LOADED : UNSORTED_FILES)
                        .build());
    }

    /** What the rows of the range take in files, roughly. */
    long octets(byte[] from, byte[] to) {
        try (var first = new Slice(from);
                var end = new Slice(to)) {
            return database.getApproximateSizes(
                            List.of(new Range(first, end)), SizeApproximationFlag.INCLUDE_FILES)[0];
        }
    }

    void deleteRange(byte[] from, byte[] to) throws RocksDBException {
        database.deleteRange(unsynced, from, to);
    }

    /**
     * Gives back at once the files that hold nothing but rows of the range. Snapshots lose them
     * too, but not iterators.
     */
    void deleteFiles(byte[] from, byte[] to) throws RocksDBException {
        database.deleteFilesInRanges(database.getDefaultColumnFamily(), List.of(from, to), false);
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
        flushBehind.close();
        database.close();
        options.close();
        filter.close();
        cache.close();
    }
}
