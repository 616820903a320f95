package io.daybook.blob.command.link;

import io.daybook.blob.BlobStore.Blob;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A blob under its key. A small one is read once, for all reads. */
final class LinkedBlob implements Blob {
    private static final int SMALL = 1 << 20;

    private final long size;
    private final SecretKey key;
    private final Segments.Reading octets;
    private volatile byte @Nullable [] whole;

    LinkedBlob(long size, SecretKey key, Segments.Reading octets) {
        this.size = size;
        this.key = key;
        this.octets = octets;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no such range: " + offset + "+" + length);
        }
        if (size > SMALL) {
            return open(offset, length);
        }
        byte[] all = whole;
        if (all == null) {
            all = open(0, (int) size);
            whole = all;
        }
        int from = (int) Math.min(offset, all.length);
        return Arrays.copyOfRange(all, from, from + Math.min(length, all.length - from));
    }

    private byte[] open(long offset, int length) {
        return Segments.open(key, size, offset, length, octets);
    }
}
