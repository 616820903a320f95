package io.daybook.blob.command.rocksdb;

import io.daybook.blob.BlobStore.Stored;
import io.daybook.blob.BlobStore.Upload;
import io.daybook.core.BlobId;
import io.daybook.journal.Seal;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes octets into memory, and beyond {@link Contents#LARGEST} into a file. */
final class RocksUpload implements Upload {
    /** Makes a blob of what came. */
    interface Finish {
        void keep(byte[] hash, long size, Incoming incoming, Instant expires);
    }

    private final BlobFiles files;
    private final Seal seal;
    private final Finish finish;
    private final MessageDigest digest = BlobId.sha256();
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Spill spill;
    private long size;
    private boolean over;

    RocksUpload(BlobFiles files, Seal seal, Finish finish) {
        this.files = files;
        this.seal = seal;
        this.finish = finish;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        requireOpen();
        digest.update(octets, offset, length);
        size += length;
        if (spill == null && size <= Contents.LARGEST) {
            memory.write(octets, offset, length);
            return;
        }
        if (spill == null) {
            spill = new Spill(files, seal);
            byte[] sofar = memory.toByteArray();
            memory = new ByteArrayOutputStream(0);
            spill.write(sofar, 0, sofar.length);
        }
        spill.write(octets, offset, length);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Stored finish(Instant expires) {
        requireOpen();
        over = true;
        byte[] hash = digest.digest();
        Incoming incoming =
                spill == null ? new Incoming.InMemory(memory.toByteArray()) : spill.finish();
        finish.keep(hash, size, incoming, expires);
        return new Stored(BlobId.ofSha256(hash), size);
    }

    @Override
    public void close() {
        over = true;
        if (spill != null) {
            spill.close(files);
            spill = null;
        }
    }

    private void requireOpen() {
        if (over) {
            throw new IllegalStateException("the upload is over");
        }
    }
}
