package io.daybook.blob.command.rocksdb;

import io.daybook.blob.BlobStore.Blob;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A blob under its key. A small one is opened once, for all reads. */
final class StoredBlob implements Blob {
    private final Contents contents;
    private final BlobFiles files;
    private final byte[] hash;
    private final LinkRow link;
    private final SecretKey key;
    private volatile byte @Nullable [] whole;

    StoredBlob(Contents contents, BlobFiles files, byte[] hash, LinkRow link, SecretKey key) {
        this.contents = contents;
        this.files = files;
        this.hash = hash;
        this.link = link;
        this.key = key;
    }

    @Override
    public long size() {
        return link.size();
    }

    @Override
    public byte[] read(long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no such range: " + offset + "+" + length);
        }
        if (link.inFile()) {
            return files.read(hash, key, link.size(), offset, length);
        }
        byte[] octets = whole();
        int from = (int) Math.min(offset, octets.length);
        return Arrays.copyOfRange(octets, from, from + Math.min(length, octets.length - from));
    }

    private byte[] whole() {
        byte[] octets = whole;
        if (octets == null) {
            octets = contents.read(hash, key);
            whole = octets;
        }
        return octets;
    }
}
