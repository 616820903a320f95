package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.Squeeze;
import io.daybook.journal.Seal;
import io.daybook.journal.SealBroken;
import io.daybook.journal.rocksdb.Batch;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.Keys;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** The octets of small blobs, and what is derived from blobs, in the database: packed, sealed. */
final class Contents {
    /** Larger blobs become files. */
    static final int LARGEST = 256 * 1024;

    private static final byte[] WHOLE = "whole".getBytes(StandardCharsets.US_ASCII);

    private final JournalDb db;
    private final Seal seal;

    Contents(JournalDb db, Seal seal) {
        this.db = db;
        this.seal = seal;
    }

    byte[] sealed(SecretKey key, byte[] octets) {
        return seal.seal(key, WHOLE, Squeeze.pack(octets));
    }

    static void put(Batch batch, byte[] hash, byte[] sealed) throws RocksDBException {
        batch.put(Family.SEGMENTS, hash, sealed);
    }

    byte[] read(byte[] hash, SecretKey key) {
        String what = "the blob " + HexFormat.of().formatHex(hash);
        byte[] sealed = db.get(Family.SEGMENTS, hash);
        if (sealed == null) {
            throw new SealBroken(what);
        }
        return Squeeze.unpack(Seal.open(key, WHOLE, sealed, what), what);
    }

    byte[] sealedBeside(SecretKey key, String name, byte[] derived) {
        return seal.seal(key, Keys.name(name), Squeeze.pack(derived));
    }

    static byte[] besideKey(byte[] hash, String name) {
        return Keys.of(hash, Keys.name(name));
    }

    /** What is kept beside each blob, still sealed; null where there is nothing. */
    List<byte @Nullable []> sealedBeside(List<byte[]> hashes, String name) {
        return db.getAll(
                Family.BESIDE, hashes.stream().map(hash -> besideKey(hash, name)).toList());
    }

    static byte[] openBeside(byte[] hash, SecretKey key, String name, byte[] sealed) {
        String what = name + " beside " + HexFormat.of().formatHex(hash);
        return Squeeze.unpack(Seal.open(key, Keys.name(name), sealed, what), what);
    }
}
