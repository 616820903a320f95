package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.BlobKeys;
import io.daybook.journal.Seal;
import io.daybook.journal.rocksdb.Batch;
import io.daybook.journal.rocksdb.Family;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Brings the octets of a blob to where they are kept: once, whoever they come from. */
final class Octets {
    private final BlobKeys keys;
    private final BlobFiles files;
    private final Contents contents;
    private final Seal seal;

    Octets(BlobKeys keys, BlobFiles files, Contents contents, Seal seal) {
        this.keys = keys;
        this.files = files;
        this.contents = contents;
        this.seal = seal;
    }

    /**
     * What comes in.
     *
     * @param size octets
     */
    record Content(byte[] hash, long size, Incoming incoming) {}

    interface NewRows {
        void addTo(Batch batch) throws RocksDBException;
    }

    /**
     * A blob that is there, or the rows that bring it there.
     *
     * @param octets how many the rows have
     */
    record Present(SecretKey key, boolean inFile, long octets, NewRows rows) {}

    /**
     * @param kept the row of the blob, null when it is not there yet
     */
    Present present(Content content, byte @Nullable [] kept) {
        byte[] hash = content.hash();
        if (kept != null) {
            var row = BlobRow.CODEC.decode(kept);
            return new Present(keys.unwrap(row.wrappedKey(), hash), row.inFile(), 0, batch -> {});
        }
        return switch (content.incoming()) {
            case Incoming.InMemory(byte[] octets) when octets.length > Contents.LARGEST ->
                    inFile(content, spilled(octets));
            case Incoming.InMemory(byte[] octets) -> inDatabase(content, octets);
            case Incoming.InFile file -> inFile(content, file);
        };
    }

    private Incoming.InFile spilled(byte[] octets) {
        var spill = new Spill(files, seal);
        spill.write(octets, 0, octets.length);
        return spill.finish();
    }

    private Present inDatabase(Content content, byte[] octets) {
        SecretKey key = keys.newKey();
        byte[] sealed = contents.sealed(key, octets);
        byte[] row = row(content, false, key);
        return new Present(
                key,
                false,
                sealed.length,
                batch -> {
                    batch.put(Family.BLOBS, content.hash(), row);
                    Contents.put(batch, content.hash(), sealed);
                });
    }

    private Present inFile(Content content, Incoming.InFile file) {
        files.keep(file.path(), file.channel(), content.hash());
        byte[] row = row(content, true, file.key());
        return new Present(
                file.key(), true, 0, batch -> batch.put(Family.BLOBS, content.hash(), row));
    }

    private byte[] row(Content content, boolean inFile, SecretKey key) {
        return BlobRow.CODEC.encode(
                new BlobRow(content.size(), inFile, keys.wrap(key, content.hash())));
    }
}
