package io.daybook.blob.command.rocksdb;

import io.daybook.blob.BlobStore;
import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.blob.command.AccountBlobs;
import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.BlobSweep;
import io.daybook.blob.command.rocksdb.Octets.Content;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.journal.Seal;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.RocksJournal;
import io.daybook.proof.Verifier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Blobs in the journal and beside it. What a method here has written is in the log of writes before
 * it returns, so the append that names the blob makes it durable.
 */
public final class RocksBlobStore implements BlobStore, BlobSweep, AccountBlobs {
    private final Seal seal;
    private final BlobKeys keys;
    private final BlobFiles files;
    private final Contents contents;
    private final Links links;
    private final Access access;
    private final Stripes stripes = new Stripes();
    private final Uploads uploads;
    private final Permanence permanence;
    private final Derived derived;
    private final Sweep sweep;
    private final BlobCheck check;

    public RocksBlobStore(RocksJournal journal, Path folder, BlobLimits limits, Clock clock) {
        JournalDb db = journal.db();
        seal = journal.seal();
        keys = new BlobKeys(journal.master(), journal.keys(), seal);
        files = new BlobFiles(folder);
        contents = new Contents(db, seal);
        links = new Links(db, clock);
        var doubts = new Doubts(db, clock);
        access = new Access(links, doubts);
        var octets = new Octets(keys, files, contents, seal);
        var quota = new UploadQuota(db, links, stripes, clock, limits.uploadQuotaOctets());
        uploads = new Uploads(db, keys, octets, access, stripes, quota, clock);
        permanence = new Permanence(db, keys, octets, access, stripes, quota, clock);
        derived = new Derived(db, keys, contents, links);
        check = new BlobCheck(db, keys, contents, files);
        sweep = new Sweep(db, links, doubts, stripes, files, quota, limits.grace());
    }

    /** Proves what is stored. */
    public Verifier check() {
        return check;
    }

    @Override
    public Upload upload(AccountId account, String uploader) {
        return new RocksUpload(
                files,
                seal,
                (hash, size, incoming, expires) ->
                        uploads.take(
                                account, uploader, new Content(hash, size, incoming), expires));
    }

    @Override
    public boolean copy(AccountId from, AccountId to, String user, BlobId blob, Instant expires) {
        return uploads.copy(from, to, user, blob.sha256Octets(), expires);
    }

    @Override
    public boolean link(AccountId from, AccountId to, String user, BlobId blob) {
        return permanence.link(from, to, user, blob.sha256Octets());
    }

    @Override
    public boolean link(AccountId account, String user, BlobId blob) {
        return permanence.link(account, user, blob.sha256Octets());
    }

    @Override
    public Upload carry(AccountId account) {
        return new RocksUpload(
                files,
                seal,
                (hash, size, incoming, expires) ->
                        permanence.keep(account, new Content(hash, size, incoming)));
    }

    @Override
    public void forEach(AccountId account, Consumer<BlobId> visitor) {
        permanence.forEach(account, hash -> visitor.accept(BlobId.ofSha256(hash)));
    }

    @Override
    public void forget(AccountId account) {
        permanence.forEach(account, hash -> permanence.forget(account, hash));
    }

    @Override
    public BlobId store(AccountId account, byte[] octets) {
        byte[] hash = BlobId.sha256().digest(octets);
        permanence.keep(account, new Content(hash, octets.length, new Incoming.InMemory(octets)));
        return BlobId.ofSha256(hash);
    }

    @Override
    public void doubt(AccountId account, String user, BlobId blob) {
        byte[] hash = blob.sha256Octets();
        try (var held = stripes.hold(hash)) {
            access.doubts().doubt(account, user, hash);
        }
    }

    @Override
    public @Nullable Blob open(AccountId account, String user, BlobId blob) {
        byte[] hash = blob.sha256Octets();
        return open(account, hash, access.followed(account, user, hash));
    }

    @Override
    public @Nullable Blob open(AccountId account, BlobId blob) {
        byte[] hash = blob.sha256Octets();
        return open(account, hash, links.permanent(account, hash));
    }

    private @Nullable Blob open(AccountId account, byte[] hash, @Nullable LinkRow link) {
        if (link == null) {
            return null;
        }
        SecretKey key = keys.unwrapFor(account, link.wrappedKey(), hash);
        return new StoredBlob(contents, files, hash, link, key);
    }

    @Override
    public void putBeside(AccountId account, BlobId blob, String name, byte[] octets) {
        derived.put(account, blob, name, octets);
    }

    @Override
    public byte @Nullable [] beside(AccountId account, BlobId blob, String name) {
        return beside(account, List.of(blob), name).getFirst();
    }

    @Override
    public List<byte @Nullable []> beside(AccountId account, List<BlobId> blobs, String name) {
        return derived.find(account, blobs.stream().map(BlobId::sha256Octets).toList(), name);
    }

    @Override
    public void leave(AccountId account, BlobId blob) {
        byte[] hash = blob.sha256Octets();
        try (var held = stripes.hold(hash)) {
            if (links.permanent(account, hash) != null) {
                access.doubts().leave(account, hash);
            }
        }
    }

    @Override
    public void sweep(Instant now, BlobUse use, BlobsLeft left) {
        sweep.run(now, use, left);
    }
}
