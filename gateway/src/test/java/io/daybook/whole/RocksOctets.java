package io.daybook.whole;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.OptionsUtil;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;

/**
 * A database of a data folder, opened with the options that it was written with, and compacted: its
 * files then hold what is live and nothing else.
 */
final class RocksOctets implements AutoCloseable {
    private final List<ColumnFamilyHandle> families = new ArrayList<>();
    private final RocksDB db;

    RocksOctets(Path folder) throws RocksDBException {
        RocksDB.loadLibrary();
        var options = new DBOptions();
        var descriptors = new ArrayList<ColumnFamilyDescriptor>();
        OptionsUtil.loadLatestOptions(new ConfigOptions(), folder.toString(), options, descriptors);
        db = RocksDB.open(options, folder.toString(), descriptors, families);
        for (var family : families) {
            db.compactRange(family);
        }
    }

    interface RowVisitor {
        void row(byte[] key, byte[] value);
    }

    List<ColumnFamilyHandle> families() {
        return families;
    }

    static String name(ColumnFamilyHandle family) throws RocksDBException {
        return new String(family.getName(), StandardCharsets.UTF_8);
    }

    /** The octets of the family's files. */
    long files(ColumnFamilyHandle family) throws RocksDBException {
        return db.getLongProperty(family, "rocksdb.live-sst-files-size")
                + db.getLongProperty(family, "rocksdb.live-blob-file-size");
    }

    /** About how many octets of the family's files the keys in this range take. */
    long files(ColumnFamilyHandle family, byte[] first, byte[] last) {
        try (var from = new Slice(first);
                var to = new Slice(last)) {
            return db.getApproximateSizes(
                            family,
                            List.of(new Range(from, to)),
                            SizeApproximationFlag.INCLUDE_FILES)[0];
        }
    }

    void forEach(ColumnFamilyHandle family, RowVisitor visitor) throws RocksDBException {
        try (var options = new ReadOptions().setFillCache(false);
                RocksIterator rows = db.newIterator(family, options)) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                visitor.row(rows.key(), rows.value());
            }
            rows.status();
        }
    }

    @Override
    public void close() {
        families.forEach(ColumnFamilyHandle::close);
        db.close();
    }
}
