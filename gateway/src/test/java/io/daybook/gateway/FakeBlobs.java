package io.daybook.gateway;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Blobs in memory; every link is permanent and of the account. */
public final class FakeBlobs implements BlobStore {
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    private final Semaphore closed = new Semaphore(0);
    private final Semaphore begun = new Semaphore(0);

    @Override
    public Upload upload(AccountId account, String uploader) {
        var octets = new ByteArrayOutputStream();
        closed.drainPermits();
        begun.release();
        return new Upload() {
            @Override
            public void write(byte[] from, int offset, int length) {
                octets.write(from, offset, length);
            }

            @Override
            public long size() {
                return octets.size();
            }

            @Override
            public Stored finish(Instant expires) {
                return new Stored(store(account, octets.toByteArray()), octets.size());
            }

            @Override
            public void close() {
                octets.reset();
                closed.release();
            }
        };
    }

    /** How many blobs there are in all. */
    public int count() {
        return blobs.size();
    }

    /** In how many accounts the blob is. */
    public long count(BlobId blob) {
        return blobs.keySet().stream().filter(key -> key.endsWith(" " + blob)).count();
    }

    /** Waits until so many uploads have begun since the last time. */
    public void awaitBegunUploads(int count) throws InterruptedException {
        if (!begun.tryAcquire(count, 1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("uploads do not begin");
        }
        begun.drainPermits();
    }

    /** Waits until the upload begun last has ended, one way or the other. */
    public void awaitClosedUploads() throws InterruptedException {
        if (!closed.tryAcquire(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("an upload is still open");
        }
    }

    @Override
    public BlobId store(AccountId account, byte[] octets) {
        BlobId id = BlobId.of(octets);
        blobs.put(account + " " + id, octets);
        return id;
    }

    @Override
    public @Nullable Blob open(AccountId account, String user, BlobId blob) {
        return open(account, blob);
    }

    @Override
    public @Nullable Blob open(AccountId account, BlobId blob) {
        byte[] octets = blobs.get(account + " " + blob);
        return octets == null ? null : new InMemory(octets);
    }

    private record InMemory(byte[] octets) implements Blob {
        @Override
        public long size() {
            return octets.length;
        }

        @Override
        public byte[] read(long offset, int length) {
            int from = (int) Math.min(octets.length, offset);
            return Arrays.copyOfRange(octets, from, Math.min(octets.length, from + length));
        }
    }

    @Override
    public boolean link(AccountId account, String user, BlobId blob) {
        return blobs.containsKey(account + " " + blob);
    }

    @Override
    public void doubt(AccountId account, String user, BlobId blob) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean copy(AccountId from, AccountId to, String user, BlobId blob, Instant expires) {
        return link(from, to, user, blob);
    }

    @Override
    public boolean link(AccountId from, AccountId to, String user, BlobId blob) {
        byte[] octets = blobs.get(from + " " + blob);
        if (octets != null) {
            blobs.put(to + " " + blob, octets);
        }
        return octets != null;
    }

    @Override
    public void putBeside(AccountId account, BlobId blob, String name, byte[] derived) {
        blobs.put(account + " " + blob + " " + name, derived);
    }

    @Override
    public byte @Nullable [] beside(AccountId account, BlobId blob, String name) {
        return blobs.get(account + " " + blob + " " + name);
    }
}
