package io.daybook.email.projection;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Messages in memory, under permanent links; counts how often one was opened. */
final class MemoryBlobs implements BlobStore {
    private final Map<Object, byte[]> octets = new ConcurrentHashMap<>();
    final AtomicInteger opened = new AtomicInteger();

    private record Key(AccountId account, BlobId blob, String name) {}

    @Override
    public BlobId store(AccountId account, byte[] octets) {
        var blob = BlobId.of(octets);
        this.octets.put(new Key(account, blob, ""), octets);
        return blob;
    }

    @Override
    public @Nullable Blob open(AccountId account, BlobId blob) {
        byte[] known = octets.get(new Key(account, blob, ""));
        if (known == null) {
            return null;
        }
        opened.incrementAndGet();
        return new Blob() {
            @Override
            public long size() {
                return known.length;
            }

            @Override
            public byte[] read(long offset, int length) {
                int end = (int) Math.min(known.length, offset + length);
                return Arrays.copyOfRange(known, (int) Math.min(offset, end), end);
            }
        };
    }

    void forget(AccountId account, BlobId blob) {
        octets.remove(new Key(account, blob, ""));
    }

    @Override
    public void doubt(AccountId account, String user, BlobId blob) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putBeside(AccountId account, BlobId blob, String name, byte[] derived) {
        octets.put(new Key(account, blob, name), derived);
    }

    @Override
    public byte @Nullable [] beside(AccountId account, BlobId blob, String name) {
        return octets.get(new Key(account, blob, name));
    }

    @Override
    public Upload upload(AccountId account, String uploader) {
        throw new UnsupportedOperationException("nothing is uploaded here");
    }

    @Override
    public @Nullable Blob open(AccountId account, String user, BlobId blob) {
        return open(account, blob);
    }

    @Override
    public boolean copy(AccountId from, AccountId to, String user, BlobId blob, Instant expires) {
        throw new UnsupportedOperationException("nothing is copied here");
    }

    @Override
    public boolean link(AccountId from, AccountId to, String user, BlobId blob) {
        throw new UnsupportedOperationException("nothing is copied here");
    }

    @Override
    public boolean link(AccountId account, String user, BlobId blob) {
        return octets.containsKey(new Key(account, blob, ""));
    }
}
