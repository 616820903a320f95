package io.daybook.journal.rocksdb;

import io.daybook.core.DiskThreads;
import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.JournalFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB of the journal. Reads hop to {@link DiskThreads}; every write goes through the
 * committer.
 */
public final class JournalDb implements AutoCloseable {
    /** Takes rows until it returns false. */
    public interface RowVisitor {
        boolean visit(byte[] key, byte[] value);
    }

    public record Row(byte[] key, byte[] value) {}

    private interface Read<T> {
        T read() throws RocksDBException;
    }

    private final RocksDB db;
    private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
    private final List<AbstractNativeReference> owned;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions written = new WriteOptions();
    private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
    private final List<Runnable> forgetful = new CopyOnWriteArrayList<>();
    private final Committer committer;
    private boolean closed;

    JournalDb(
            RocksDB db,
            List<ColumnFamilyHandle> families,
            List<AbstractNativeReference> owned,
            UnaryOperator<Committer.GroupWrite> write) {
        this.db = db;
        this.owned = owned;
        for (Family family : Family.values()) {
            handles.put(family, families.get(family.ordinal()));
        }
        committer = new Committer(write.apply(this::write), () -> forgetful.forEach(Runnable::run));
    }

    /**
     * @throws DataFolderProblem when RocksDB cannot open the folder
     */
    public static JournalDb open(Path folder) {
        return open(folder, write -> write);
    }

    /** With something between the committer and the disk. */
    static JournalDb open(Path folder, UnaryOperator<Committer.GroupWrite> write) {
        return DiskThreads.call(() -> JournalOptions.open(folder, write));
    }

    Committer committer() {
        return committer;
    }

    /** Runs after a failed group, when nothing is queued and nothing can be. */
    void onForget(Runnable forget) {
        forgetful.add(forget);
    }

    /** Queues a change. The future completes when it is done in the sense of its durability. */
    public CompletableFuture<Void> submit(Durability durability, long octets, Change change) {
        return committer.submit(durability, octets, change);
    }

    /**
     * Queues a change and waits until it is done.
     *
     * @throws JournalFailure when its group failed
     */
    public void write(Durability durability, long octets, Change change) {
        Failures.await(submit(durability, octets, change));
    }

    public byte @Nullable [] get(Family family, byte[] key) {
        return read(() -> new Found(db.get(handle(family), key))).value();
    }

    /** The values in the order of the keys; an element is null where there is none. */
    public List<byte @Nullable []> getAll(Family family, List<byte[]> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var families = new ArrayList<ColumnFamilyHandle>(keys.size());
        keys.forEach(ignored -> families.add(handle(family)));
        return read(() -> db.multiGetAsList(families, keys));
    }

    /** Visits the rows from {@code from} on whose keys start with {@code prefix}, ascending. */
    public void scan(Family family, byte[] prefix, byte[] from, RowVisitor visitor) {
        read(() -> {
            try (var options = new ReadOptions();
                    RocksIterator rows = db.newIterator(handle(family), options)) {
                rows.seek(from);
                while (rows.isValid()
                        && Keys.startsWith(rows.key(), prefix)
                        && visitor.visit(rows.key(), rows.value())) {
                    rows.next();
                }
                rows.status();
                return Boolean.TRUE;
            }
        });
    }

    /** The last row at or before {@code atMost} whose key starts with {@code prefix}, or null. */
    public @Nullable Row last(Family family, byte[] prefix, byte[] atMost) {
        return read(
                        () -> {
                            try (var options = new ReadOptions();
                                    RocksIterator rows = db.newIterator(handle(family), options)) {
                                rows.seekForPrev(atMost);
                                rows.status();
                                return rows.isValid() && Keys.startsWith(rows.key(), prefix)
                                        ? new Last(new Row(rows.key(), rows.value()))
                                        : new Last(null);
                            }
                        })
                .row();
    }

    /** Drops what was deleted or overwritten in the family from its files. */
    void purge(Family family) {
        read(() -> {
            db.compactRange(handle(family));
            return Boolean.TRUE;
        });
    }

    private record Found(byte @Nullable [] value) {}

    private record Last(@Nullable Row row) {}

    private <T> T read(Read<T> read) {
        return DiskThreads.call(() -> {
            lifetime.readLock().lock();
            try {
                if (closed) {
                    throw new JournalFailure("The journal is closed.");
                }
                return read.read();
            } catch (RocksDBException e) {
                throw Failures.of(e);
            } finally {
                lifetime.readLock().unlock();
            }
        });
    }

    private ColumnFamilyHandle handle(Family family) {
        return Objects.requireNonNull(handles.get(family));
    }

    private void write(List<Change> changes, boolean sync) throws RocksDBException {
        try (var batch = new WriteBatch()) {
            var into = new RocksBatch(batch, handles);
            for (Change change : changes) {
                change.addTo(into);
            }
            db.write(sync ? synced : written, batch);
        }
    }

    private record RocksBatch(WriteBatch batch, Map<Family, ColumnFamilyHandle> handles)
            implements Batch {
        @Override
        public void put(Family family, byte[] key, byte[] value) throws RocksDBException {
            batch.put(handles.get(family), key, value);
        }

        @Override
        public void delete(Family family, byte[] key) throws RocksDBException {
            batch.delete(handles.get(family), key);
        }
    }

    /** Commits what is queued, waits for reads under way, syncs, and gives the memory back. */
    @Override
    public void close() {
        committer.close();
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                syncAndFree();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    private void syncAndFree() {
        try {
            db.syncWal();
        } catch (RocksDBException e) {
            throw Failures.of(e);
        } finally {
            free();
        }
    }

    private void free() {
        handles.values().forEach(ColumnFamilyHandle::close);
        db.close();
        synced.close();
        written.close();
        owned.forEach(AbstractNativeReference::close);
    }
}
