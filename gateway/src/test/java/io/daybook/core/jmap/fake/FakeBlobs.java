package io.daybook.core.jmap.fake;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Blobs in memory, with links like the real ones, counting what is read. */
public final class FakeBlobs implements BlobStore {
    private final Map<BlobId, byte[]> octets = new ConcurrentHashMap<>();
    private final Map<String, byte[]> beside = new ConcurrentHashMap<>();
    private final Set<String> uploads = ConcurrentHashMap.newKeySet();
    private final Set<String> links = ConcurrentHashMap.newKeySet();
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();
    public final AtomicInteger besideReads = new AtomicInteger();
    public final AtomicInteger opened = new AtomicInteger();

    /** As after an upload by the user. */
    public BlobId uploaded(AccountId account, String user, String text) {
        try (var upload = upload(account, user)) {
            byte[] all = text.getBytes(StandardCharsets.UTF_8);
            upload.write(all, 0, all.length);
            return upload.finish(Instant.MAX).blob();
        }
    }

    public boolean isLinked(AccountId account, BlobId blob) {
        return links.contains(account + "/" + blob);
    }

    public boolean isDoubted(AccountId account, BlobId blob) {
        return doubted.contains(account + "/" + blob);
    }

    public void forgetDerived() {
        beside.clear();
    }

    @Override
    public Upload upload(AccountId account, String uploader) {
        var out = new ByteArrayOutputStream();
        return new Upload() {
            @Override
            public void write(byte[] some, int offset, int length) {
                out.write(some, offset, length);
            }

            @Override
            public long size() {
                return out.size();
            }

            @Override
            public Stored finish(Instant expires) {
                var id = keep(out.toByteArray());
                uploads.add(account + "/" + uploader + "/" + id);
                return new Stored(id, out.size());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public BlobId store(AccountId account, byte[] some) {
        var id = keep(some);
        links.add(account + "/" + id);
        return id;
    }

    private BlobId keep(byte[] some) {
        var id = BlobId.of(some);
        octets.put(id, some.clone());
        return id;
    }

    @Override
    public @Nullable Blob open(AccountId account, String user, BlobId blob) {
        return mayFollow(account, user, blob) ? opened(blob) : null;
    }

    @Override
    public @Nullable Blob open(AccountId account, BlobId blob) {
        return isLinked(account, blob) ? opened(blob) : null;
    }

    private boolean mayFollow(AccountId account, String user, BlobId blob) {
        return isLinked(account, blob) || uploads.contains(account + "/" + user + "/" + blob);
    }

    private Blob opened(BlobId blob) {
        opened.incrementAndGet();
        byte[] all = octets.get(blob);
        return new Blob() {
            @Override
            public long size() {
                return all.length;
            }

            @Override
            public byte[] read(long offset, int length) {
                int end = (int) Math.min(all.length, offset + length);
                return Arrays.copyOfRange(all, (int) offset, end);
            }
        };
    }

    @Override
    public boolean link(AccountId account, String user, BlobId blob) {
        boolean allowed = mayFollow(account, user, blob);
        if (allowed) {
            links.add(account + "/" + blob);
        }
        return allowed;
    }

    @Override
    public void doubt(AccountId account, String user, BlobId blob) {
        doubted.add(account + "/" + blob);
    }

    @Override
    public boolean copy(AccountId from, AccountId to, String user, BlobId blob, Instant expires) {
        boolean allowed = mayFollow(from, user, blob);
        if (allowed) {
            uploads.add(to + "/" + user + "/" + blob);
        }
        return allowed;
    }

    @Override
    public boolean link(AccountId from, AccountId to, String user, BlobId blob) {
        boolean allowed = mayFollow(from, user, blob);
        if (allowed) {
            links.add(to + "/" + blob);
        }
        return allowed;
    }

    @Override
    public void putBeside(AccountId account, BlobId blob, String name, byte[] derived) {
        beside.put(account + "/" + blob + "/" + name, derived.clone());
    }

    @Override
    public byte @Nullable [] beside(AccountId account, BlobId blob, String name) {
        besideReads.incrementAndGet();
        return beside.get(account + "/" + blob + "/" + name);
    }
}
