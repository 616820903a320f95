package io.daybook.view.rocksdb;

import io.daybook.core.DiskThreads;
import io.daybook.view.Frozen;
import io.daybook.view.Frozen.Stored;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewKeys;
import io.daybook.view.ViewStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;

/**
 * Rows in RocksDB. The log of writes is on but never synced: a crash of the machine loses a suffix
 * of the batches, and the followers catch up from the version that they find.
 */
public final class RocksViewStore implements ViewStore {
    private static final int STRIPES = 64;

    private final RocksViews database;
    private final RocksReads reads;
    private final Object[] stripes = new Object[STRIPES];
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
    private final Loads loads;
    private final AtomicInteger frozen = new AtomicInteger();
    private boolean closed;

    public RocksViewStore(Path folder) {
        database = DiskThreads.call(() -> RocksViews.open(folder));
        reads = new RocksReads(database);
        loads = new Loads(database);
        Arrays.setAll(stripes, _ -> new Object());
    }

    @Override
    public <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key) {
        byte[] octets = onDisk(() -> database.get(new ViewKeys(place).row(view, key)));
        return octets == null ? null : view.decode(octets);
    }

    @Override
    public <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return onDisk(() -> reads.getAll(place, view, keys));
    }

    @Override
    public <K, R> void scan(
            Place place,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor) {
        var keys = new ViewKeys(place);
        byte[] first = from == null ? keys.view(view) : keys.row(view, from);
        byte[] end = to == null ? ViewKeys.end(keys.view(view)) : keys.row(view, to);
        if (Arrays.compareUnsigned(first, end) < 0) {
            onDisk(() -> reads.scan(keys, view, first, end, visitor));
        }
    }

    @Override
    public <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most) {
        return onDisk(() -> reads.last(place, view, least, most));
    }

    @Override
    public Version version(Place place) {
        return onDisk(() -> reads.version(place));
    }

    @Override
    public boolean commit(ViewBatch batch) {
        return onDisk(() -> commit(batch, true));
    }

    @Override
    public boolean load(ViewBatch batch) {
        return onDisk(() -> commit(batch, false));
    }

    private boolean commit(ViewBatch batch, boolean logged) throws RocksDBException {
        synchronized (stripe(batch.place())) {
            return reads.version(batch.place()).equals(batch.from()) && write(batch, logged);
        }
    }

    @Override
    public void settle() {
        onDisk(() -> {
            loads.settle();
            return true;
        });
    }

    private boolean write(ViewBatch batch, boolean logged) throws RocksDBException {
        var keys = new ViewKeys(batch.place());
        var rows = new SortedRows(batch, keys);
        try (var writes = new WriteBatch()) {
            rows.forEach((key, octets) -> {
                if (octets == null) {
                    writes.delete(key);
                } else {
                    writes.put(key, octets);
                }
            });
            writes.put(keys.version(), ViewKeys.version(batch.to()));
            database.write(writes, logged);
        }
        if (!logged) {
            loads.add(rows.size());
        }
        return true;
    }

    @Override
    public Place live(String group, String scope) {
        return ViewKeys.live(group, scope, generations(group, scope));
    }

    @Override
    public @Nullable Place kept(String group, String scope) {
        return ViewKeys.kept(group, scope, generations(group, scope));
    }

    private byte @Nullable [] generations(String group, String scope) {
        return onDisk(() -> database.get(ViewKeys.live(group, scope)));
    }

    @Override
    public boolean swap(Place live, Place next) {
        return onDisk(() -> {
            loads.settle();
            synchronized (stripe(live)) {
                if (!live(live.group(), live.scope()).equals(live)
                        || !reads.version(next).hasComeAsFarAs(reads.version(live))) {
                    return false;
                }
                var kept = kept(live.group(), live.scope());
                boolean isBack = next.equals(kept);
                putGenerations(next, isBack ? null : live);
                dropIfAny(isBack ? live : kept);
                return true;
            }
        });
    }

    @Override
    public boolean dropKept(String group, String scope) {
        return onDisk(() -> {
            var live = live(group, scope);
            synchronized (stripe(live)) {
                var kept = kept(group, scope);
                if (kept != null) {
                    putGenerations(live(group, scope), null);
                    drop(kept);
                }
                return kept != null;
            }
        });
    }

    private void putGenerations(Place live, @Nullable Place kept) throws RocksDBException {
        byte[] key = ViewKeys.live(live.group(), live.scope());
        database.put(key, ViewKeys.generations(live, kept));
    }

    private void dropIfAny(@Nullable Place place) throws RocksDBException {
        if (place != null) {
            delete(place);
        }
    }

    /** Whoever freezes the rows after the first step does not see these any more. */
    private Place delete(Place place) throws RocksDBException {
        byte[] prefix = new ViewKeys(place).place();
        byte[] end = ViewKeys.end(prefix);
        boolean isLarge = database.octets(prefix, end) >= Loads.LARGE;
        database.deleteRange(prefix, end);
        if (isLarge && frozen.get() == 0) {
            database.deleteFiles(prefix, end);
            // Else the mark of the deletion would share a file with the next generation's rows,
            // and what lies between the two would be rewritten with them.
            database.beginFlush();
        }
        return place;
    }

    @Override
    public Frozen freeze(List<Place> places) {
        var snapshot =
                onDisk(() -> {
                    frozen.incrementAndGet();
                    return database.snapshot();
                });
        return new Frozen() {
            @Override
            public Version version(Place place) {
                return onDisk(() -> reads.version(snapshot, place));
            }

            @Override
            public List<Stored> rows(Place place, @Nullable Stored after, int limit) {
                return onDisk(() -> reads.rows(snapshot, place, after, limit));
            }

            @Override
            public void close() {
                release(snapshot);
            }
        };
    }

    private void release(Snapshot snapshot) {
        DiskThreads.run(() -> {
            open.readLock().lock();
            try {
                if (!closed) {
                    database.release(snapshot);
                    frozen.decrementAndGet();
                }
            } finally {
                open.readLock().unlock();
            }
        });
    }

    @Override
    public void forEachPlace(Consumer<Place> visitor) {
        onDisk(reads::places).forEach(visitor);
    }

    @Override
    public void drop(Place place) {
        onDisk(() -> {
            loads.order();
            return delete(place);
        });
    }

    /** Copies the store as it is now into a folder that does not exist yet. */
    public void copyTo(Path folder) {
        onDisk(() -> database.checkpoint(folder));
    }

    private <T extends @Nullable Object> T onDisk(Callable<T> work) {
        return DiskThreads.call(() -> {
            open.readLock().lock();
            try {
                if (closed) {
                    throw new IllegalStateException("the views are closed");
                }
                return work.call();
            } finally {
                open.readLock().unlock();
            }
        });
    }

    private Object stripe(Place place) {
        int hash = place.group().hashCode() * 31 + place.scope().hashCode();
        return stripes[Math.floorMod(hash, STRIPES)];
    }

    @Override
    public void close() {
        DiskThreads.run(() -> {
            open.writeLock().lock();
            try {
                if (!closed) {
                    closed = true;
                    database.close();
                }
            } finally {
                open.writeLock().unlock();
            }
        });
    }
}
