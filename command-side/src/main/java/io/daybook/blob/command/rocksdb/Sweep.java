package io.daybook.blob.command.rocksdb;

import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.journal.rocksdb.Durability;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.Keys;
import io.daybook.journal.rocksdb.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what expired, then what no link leads to: marked, left for a grace, looked at again.
 */
final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int PORTION = 500;
    private static final long ROW_OCTETS = 512;

    private final JournalDb db;
    private final Links links;
    private final Doubts doubts;
    private final Stripes stripes;
    private final BlobFiles files;
    private final UploadQuota quota;
    private final Duration grace;

    Sweep(
            JournalDb db,
            Links links,
            Doubts doubts,
            Stripes stripes,
            BlobFiles files,
            UploadQuota quota,
            Duration grace) {
        this.db = db;
        this.links = links;
        this.doubts = doubts;
        this.stripes = stripes;
        this.files = files;
        this.quota = quota;
        this.grace = grace;
    }

    void run(Instant now, BlobUse use, BlobsLeft left) {
        for (var some = until(LinkKeys.EXPIRIES, now);
                !some.isEmpty();
                some = until(LinkKeys.EXPIRIES, now)) {
            some.forEach(key -> expire(key, now));
        }
        Instant marked = now.minus(grace);
        for (var some = until(LinkKeys.DOUBTS, marked);
                !some.isEmpty();
                some = until(LinkKeys.DOUBTS, marked)) {
            some.forEach(key -> unlink(LinkKeys.doubt(key), now, use, left));
        }
        for (var some = until(LinkKeys.MARKS, marked);
                !some.isEmpty();
                some = until(LinkKeys.MARKS, marked)) {
            some.forEach(this::lookAgain);
        }
        files.writtenBefore(marked).forEach(this::deleteStray);
    }

    /** The first keys of the kind, whose number is not after the instant. */
    private List<byte[]> until(byte[] kind, Instant instant) {
        var keys = new ArrayList<byte[]>();
        db.scan(
                Family.LINKS,
                kind,
                kind,
                (key, value) -> {
                    if (Keys.number(key, kind.length) > instant.toEpochMilli()) {
                        return false;
                    }
                    keys.add(key);
                    return keys.size() < PORTION;
                });
        return keys;
    }

    private void expire(byte[] key, Instant now) {
        var expiry = LinkKeys.expiry(key);
        byte[] hash = expiry.hash();
        try (var held = stripes.hold(hash)) {
            LinkRow row = links.kept(expiry.account(), expiry.uploader(), hash);
            if (row == null || row.expires() != expiry.at()) {
                // The upload was linked or uploaded again meanwhile.
                db.write(Durability.EARLY, ROW_OCTETS, batch -> batch.delete(Family.LINKS, key));
                return;
            }
            db.write(
                    Durability.EARLY,
                    ROW_OCTETS,
                    batch -> {
                        Links.deleteUpload(batch, expiry.account(), expiry.uploader(), hash, row);
                        Links.mark(batch, now.toEpochMilli(), hash);
                    });
            quota.remove(new AccountId(expiry.account()), expiry.uploader(), row.size());
        }
    }

    /** Takes a doubted link away, unless somebody names the blob after all. */
    private void unlink(LinkKeys.Doubt doubt, Instant now, BlobUse use, BlobsLeft left) {
        byte[] hash = doubt.hash();
        var account = new AccountId(doubt.account());
        boolean used = isUsed(use, account, BlobId.ofSha256(hash));
        try (var held = stripes.hold(hash)) {
            // Whoever relied on the link meanwhile has dispelled the doubt.
            var doubted = doubts.find(account, hash);
            boolean stands = doubted != null && doubted.since() == doubt.at();
            db.write(
                    Durability.EARLY,
                    ROW_OCTETS,
                    batch -> {
                        batch.delete(
                                Family.LINKS, LinkKeys.doubt(doubt.at(), doubt.account(), hash));
                        if (stands) {
                            Doubts.remove(batch, doubt.account(), hash, doubt.at());
                        }
                        if (stands && !used) {
                            Links.deletePermanent(batch, doubt.account(), hash);
                            Links.mark(batch, now.toEpochMilli(), hash);
                        }
                    });
            if (stands && !used) {
                left.left(account, BlobId.ofSha256(hash));
            }
        }
    }

    private static boolean isUsed(BlobUse use, AccountId account, BlobId blob) {
        try {
            return use.isUsed(account, blob);
        } catch (RuntimeException e) {
            LOG.warn("nobody can tell whether {} uses {}: it is kept", account, blob, e);
            return true;
        }
    }

    private void lookAgain(byte[] mark) {
        byte[] hash = LinkKeys.lastHash(mark);
        try (var held = stripes.hold(hash)) {
            byte[] kept = db.get(Family.BLOBS, hash);
            if (kept == null || links.hasAny(hash)) {
                db.write(Durability.EARLY, ROW_OCTETS, batch -> batch.delete(Family.LINKS, mark));
            } else {
                delete(mark, hash, BlobRow.CODEC.decode(kept).inFile());
            }
        }
    }

    private void delete(byte[] mark, byte[] hash, boolean inFile) {
        var beside = new ArrayList<byte[]>();
        Pages.forEach(db, Family.BESIDE, hash, (key, value) -> beside.add(key));
        // Synced, so that a crash never brings the row back without its file.
        db.write(
                Durability.SYNCED,
                ROW_OCTETS,
                batch -> {
                    batch.delete(Family.BLOBS, hash);
                    batch.delete(Family.SEGMENTS, hash);
                    for (byte[] key : beside) {
                        batch.delete(Family.BESIDE, key);
                    }
                    batch.delete(Family.LINKS, mark);
                });
        if (inFile) {
            files.delete(hash);
        }
    }

    /** A file whose row was never written, or whose deletion was cut short. */
    private void deleteStray(byte[] hash) {
        try (var held = stripes.hold(hash)) {
            if (db.get(Family.BLOBS, hash) == null) {
                files.delete(hash);
            }
        }
    }
}
