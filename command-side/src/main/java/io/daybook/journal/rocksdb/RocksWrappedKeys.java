package io.daybook.journal.rocksdb;

import io.daybook.journal.WrappedKeys;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wrapped keys of streams, in the journal itself. */
public final class RocksWrappedKeys implements WrappedKeys {
    private static final byte[] DESTROYED = {};
    private static final long OCTETS = 128;

    private final JournalDb db;

    public RocksWrappedKeys(JournalDb db) {
        this.db = db;
    }

    @Override
    public byte @Nullable [] find(String stream) {
        return db.get(Family.KEYS, Keys.name(stream));
    }

    /** For one caller at a time of a stream: the process has the folder to itself. */
    @Override
    public byte[] create(String stream, byte[] wrapped) {
        byte[] kept = find(stream);
        if (kept == null) {
            write(stream, wrapped);
        }
        return kept == null ? wrapped : kept;
    }

    @Override
    public void put(String stream, byte[] wrapped) {
        write(stream, wrapped);
    }

    @Override
    public void destroy(String stream) {
        write(stream, DESTROYED);
        db.purge(Family.KEYS);
    }

    @Override
    public Set<String> destroyed() {
        var destroyed = new HashSet<String>();
        Pages.forEach(
                db,
                Family.KEYS,
                new byte[0],
                (key, wrapped) -> {
                    if (wrapped.length == 0) {
                        destroyed.add(Keys.nameAt(key, 0));
                    }
                });
        return destroyed;
    }

    @Override
    public void remove(String stream) {
        byte[] key = Keys.name(stream);
        db.write(Durability.SYNCED, OCTETS, batch -> batch.delete(Family.KEYS, key));
    }

    private void write(String stream, byte[] value) {
        byte[] key = Keys.name(stream);
        db.write(Durability.SYNCED, OCTETS, batch -> batch.put(Family.KEYS, key, value));
    }
}
