package io.daybook.blob.command.rocksdb;

import io.daybook.blob.BlobStore;
import io.daybook.blob.BlobUse;
import io.daybook.blob.command.AccountBlobs;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.BlobSweep;
import io.daybook.blob.command.rocksdb.Doubts.Doubted;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.DiskThreads;
import io.daybook.journal.Seal;
import io.daybook.journal.rocksdb.Batch;
import io.daybook.journal.rocksdb.Durability;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.Pages;
import io.daybook.journal.rocksdb.RocksJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Blobs in the journal and beside it. What a method here has written is in the log of writes before
 * it returns, so the append that names the blob makes it durable.
 */
public final class RocksBlobStore implements BlobStore, BlobSweep, AccountBlobs {
    private static final long ROW_OCTETS = 512;
    private static final byte[] NOTHING = {};

    private final JournalDb db;
    private final Seal seal;
    private final BlobKeys keys;
    private final BlobFiles files;
    private final Contents contents;
    private final Clock clock;
    private final Links links;
    private final Doubts doubts;
    private final Stripes stripes = new Stripes();
    private final UploadQuota quota;
    private final Sweep sweep;

    public RocksBlobStore(RocksJournal journal, Path folder, BlobLimits limits, Clock clock) {
        db = journal.db();
        seal = journal.seal();
        keys = new BlobKeys(journal.master(), journal.keys(), seal);
        files = new BlobFiles(folder);
        contents = new Contents(db, seal);
        this.clock = clock;
        links = new Links(db, clock);
        doubts = new Doubts(db, clock);
        quota = new UploadQuota(db, links, stripes, clock, limits.uploadQuotaOctets());
        sweep = new Sweep(db, links, doubts, stripes, files, quota, limits.grace());
    }

    @Override
    public Upload upload(AccountId account, String uploader) {
        return new RocksUpload(
                files,
                seal,
                (hash, size, incoming, expires) -> {
                    quota.add(account, uploader, size);
                    keep(account, uploader, new Content(hash, size, incoming), expires);
                });
    }

    private record Content(byte[] hash, long size, Incoming incoming) {}

    private void keep(AccountId account, String uploader, Content content, Instant expires) {
        byte[] hash = content.hash();
        try (var held = stripes.hold(hash)) {
            var known = DiskThreads.call(() -> known(account, uploader, hash));
            if (isNews(account, uploader, content.size(), known)) {
                keep(account, uploader, content, known, expires);
            } else {
                doubts.uploadedAgain(account, hash, known.doubted());
            }
        }
    }

    /** Whether the account needs an upload link; what it has already is not counted twice. */
    private boolean isNews(AccountId account, String uploader, long size, Known known) {
        boolean isOpen = known.isOpenTo(uploader);
        if (known.upload() != null || isOpen) {
            quota.remove(account, uploader, size);
        }
        return !isOpen;
    }

    private void keep(
            AccountId account, String uploader, Content content, Known known, Instant expires) {
        byte[] hash = content.hash();
        LinkRow before = known.upload();
        var blob = blob(content, known.blob());
        long until = Math.max(expires.toEpochMilli(), before == null ? 0 : before.expires());
        byte[] wrapped = keys.wrapFor(account, blob.key(), hash);
        var row = new LinkRow(content.size(), blob.inFile(), wrapped, clock.millis(), until);
        db.write(
                Durability.EARLY,
                blob.octets() + ROW_OCTETS,
                batch -> {
                    blob.rows().addTo(batch);
                    if (before != null) {
                        Links.deleteUpload(batch, account.value(), uploader, hash, before);
                    }
                    Links.putUpload(batch, account, uploader, hash, row);
                });
    }

    @Override
    public boolean copy(AccountId from, AccountId to, String user, BlobId blob, Instant expires) {
        byte[] hash = blob.sha256Octets();
        LinkRow source = DiskThreads.call(() -> followed(from, user, hash));
        if (source == null) {
            return false;
        }
        quota.add(to, user, source.size());
        try (var held = stripes.hold(hash)) {
            var known = DiskThreads.call(() -> known(to, user, hash));
            if (known.blob() == null) {
                // Swept since: the link had expired.
                quota.remove(to, user, source.size());
                return false;
            }
            if (isNews(to, user, source.size(), known)) {
                var content = new Content(hash, source.size(), new Incoming.InMemory(NOTHING));
                keep(to, user, content, known, expires);
            } else {
                doubts.uploadedAgain(to, hash, known.doubted());
            }
            return true;
        }
    }

    @Override
    public boolean link(AccountId from, AccountId to, String user, BlobId blob) {
        byte[] hash = blob.sha256Octets();
        try (var held = stripes.hold(hash)) {
            LinkRow source = DiskThreads.call(() -> followed(from, user, hash));
            if (source == null) {
                return false;
            }
            var linked = DiskThreads.call(() -> linked(to, user, hash));
            if (!linked.isPermanent()) {
                var key = keys.unwrapFor(from, source.wrappedKey(), hash);
                byte[] wrapped = keys.wrapFor(to, key, hash);
                long now = clock.millis();
                var row = new LinkRow(source.size(), source.inFile(), wrapped, now, now);
                db.write(
                        Durability.EARLY,
                        ROW_OCTETS,
                        batch -> Links.putPermanent(batch, to, hash, row));
                doubts.made(to, hash);
            } else {
                doubts.reliedOn(to, hash, linked.doubted());
            }
            return true;
        }
    }

    /** The link by which this user may open the blob in the account, or null. */
    private @Nullable LinkRow followed(AccountId account, String user, byte[] hash) {
        LinkRow permanent = permanentFor(account, user, hash);
        LinkRow link = permanent == null ? links.upload(account, user, hash) : permanent;
        // An upload link becomes a permanent one in one step, maybe between the two looks.
        return link == null ? permanentFor(account, user, hash) : link;
    }

    private @Nullable LinkRow permanentFor(AccountId account, String user, byte[] hash) {
        LinkRow permanent = links.permanent(account, hash);
        Doubted doubted = permanent == null ? null : doubts.find(account, hash);
        return doubted == null || doubted.user().equals(user) ? permanent : null;
    }

    /** What is there of a blob that comes in: read in one go, as every hop to the disk costs. */
    private record Known(
            @Nullable LinkRow upload,
            boolean isPermanent,
            @Nullable Doubted doubted,
            byte @Nullable [] blob) {
        /** Whether there is a permanent link that this user may follow. */
        boolean isOpenTo(String user) {
            return isPermanent && (doubted == null || doubted.user().equals(user));
        }
    }

    private Known known(AccountId account, String uploader, byte[] hash) {
        return new Known(
                links.kept(account.value(), uploader, hash),
                links.permanent(account, hash) != null,
                doubts.find(account, hash),
                db.get(Family.BLOBS, hash));
    }

    @Override
    public Upload carry(AccountId account) {
        return new RocksUpload(
                files,
                seal,
                (hash, size, incoming, expires) ->
                        keepForGood(account, new Content(hash, size, incoming)));
    }

    @Override
    public void forEach(AccountId account, Consumer<BlobId> visitor) {
        Pages.forEach(
                db,
                Family.LINKS,
                LinkKeys.permanents(account.value()),
                (key, row) -> visitor.accept(BlobId.ofSha256(LinkKeys.lastHash(key))));
    }

    @Override
    public void forget(AccountId account) {
        Pages.forEach(
                db,
                Family.LINKS,
                LinkKeys.permanents(account.value()),
                (key, row) -> forget(account, LinkKeys.lastHash(key)));
    }

    private void forget(AccountId account, byte[] hash) {
        try (var held = stripes.hold(hash)) {
            db.write(
                    Durability.EARLY,
                    ROW_OCTETS,
                    batch -> {
                        Links.deletePermanent(batch, account.value(), hash);
                        Links.mark(batch, clock.millis(), hash);
                    });
        }
    }

    @Override
    public BlobId store(AccountId account, byte[] octets) {
        byte[] hash = BlobId.sha256().digest(octets);
        var incoming = new Incoming.InMemory(octets);
        keepForGood(account, new Content(hash, octets.length, incoming));
        return BlobId.ofSha256(hash);
    }

    private void keepForGood(AccountId account, Content content) {
        byte[] hash = content.hash();
        try (var held = stripes.hold(hash)) {
            var linked = DiskThreads.call(() -> linked(account, "", hash));
            if (linked.isPermanent()) {
                doubts.reliedOn(account, hash, linked.doubted());
            } else {
                var blob = blob(content, db.get(Family.BLOBS, hash));
                byte[] wrapped = keys.wrapFor(account, blob.key(), hash);
                long now = clock.millis();
                var row = new LinkRow(content.size(), blob.inFile(), wrapped, now, Long.MAX_VALUE);
                db.write(
                        Durability.EARLY,
                        blob.octets() + ROW_OCTETS,
                        batch -> {
                            blob.rows().addTo(batch);
                            Links.putPermanent(batch, account, hash, row);
                        });
                doubts.made(account, hash);
            }
        }
    }

    private interface NewRows {
        void addTo(Batch batch) throws RocksDBException;
    }

    /** A blob that is there, or the rows that bring it there. */
    private record Present(SecretKey key, boolean inFile, long octets, NewRows rows) {}

    private Present blob(Content content, byte @Nullable [] kept) {
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

    @Override
    public @Nullable Blob open(AccountId account, String user, BlobId blob) {
        byte[] hash = blob.sha256Octets();
        return open(account, hash, followed(account, user, hash));
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
    public boolean link(AccountId account, String user, BlobId blob) {
        byte[] hash = blob.sha256Octets();
        try (var held = stripes.hold(hash)) {
            var linked = DiskThreads.call(() -> linked(account, user, hash));
            LinkRow upload = linked.upload();
            if (upload == null && !linked.isOpenTo(user)) {
                return false;
            }
            if (linked.isPermanent()) {
                doubts.reliedOn(account, hash, linked.doubted());
                return true;
            }
            if (upload == null) {
                return false;
            }
            db.write(
                    Durability.EARLY,
                    ROW_OCTETS,
                    batch -> {
                        Links.deleteUpload(batch, account.value(), user, hash, upload);
                        Links.putPermanent(batch, account, hash, upload);
                    });
            doubts.made(account, hash);
            quota.remove(account, user, upload.size());
            return true;
        }
    }

    @Override
    public void doubt(AccountId account, String user, BlobId blob) {
        byte[] hash = blob.sha256Octets();
        try (var held = stripes.hold(hash)) {
            doubts.doubt(account, user, hash);
        }
    }

    private record Linked(
            boolean isPermanent, @Nullable Doubted doubted, @Nullable LinkRow upload) {
        /** Whether there is a permanent link that this user may follow. */
        boolean isOpenTo(String user) {
            return isPermanent && (doubted == null || doubted.user().equals(user));
        }
    }

    private Linked linked(AccountId account, String user, byte[] hash) {
        return new Linked(
                links.permanent(account, hash) != null,
                doubts.find(account, hash),
                links.upload(account, user, hash));
    }

    /** Not waited for: what is lost is derived again. */
    @Override
    public void putBeside(AccountId account, BlobId blob, String name, byte[] derived) {
        byte[] hash = blob.sha256Octets();
        LinkRow link = links.any(account, hash);
        if (link == null) {
            throw new IllegalStateException(account + " has no link to " + blob);
        }
        SecretKey key = keys.unwrapFor(account, link.wrappedKey(), hash);
        byte[] sealed = contents.sealedBeside(key, name, derived);
        byte[] place = Contents.besideKey(hash, name);
        var ignored =
                db.submit(
                        Durability.EARLY,
                        sealed.length,
                        batch -> batch.put(Family.BESIDE, place, sealed));
    }

    @Override
    public byte @Nullable [] beside(AccountId account, BlobId blob, String name) {
        return beside(account, List.of(blob), name).getFirst();
    }

    /** One hop to the disk for all of them: a hop costs more than most of the reads. */
    @Override
    public List<byte @Nullable []> beside(AccountId account, List<BlobId> blobs, String name) {
        var hashes = blobs.stream().map(BlobId::sha256Octets).toList();
        var found = DiskThreads.call(() -> sealedBeside(account, hashes, name));
        var opened = new ArrayList<byte @Nullable []>(hashes.size());
        for (int i = 0; i < hashes.size(); i++) {
            opened.add(opened(account, hashes.get(i), name, found.get(i)));
        }
        return opened;
    }

    private byte @Nullable [] opened(
            AccountId account, byte[] hash, String name, SealedBeside found) {
        return found.link() == null || found.sealed() == null
                ? null
                : Contents.openBeside(
                        hash,
                        keys.unwrapFor(account, found.link().wrappedKey(), hash),
                        name,
                        found.sealed());
    }

    private record SealedBeside(@Nullable LinkRow link, byte @Nullable [] sealed) {}

    private List<SealedBeside> sealedBeside(AccountId account, List<byte[]> hashes, String name) {
        var sealed = contents.sealedBeside(hashes, name);
        var permanent = links.permanent(account, hashes);
        var found = new ArrayList<SealedBeside>(hashes.size());
        for (int i = 0; i < hashes.size(); i++) {
            LinkRow link = permanent.get(i);
            byte[] octets = sealed.get(i);
            boolean search = link == null && octets != null;
            found.add(new SealedBeside(search ? links.any(account, hashes.get(i)) : link, octets));
        }
        return found;
    }

    @Override
    public void sweep(Instant now, BlobUse use) {
        sweep.run(now, use);
    }
}
