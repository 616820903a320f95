package io.daybook.blob.command.rocksdb;

import io.daybook.core.AccountId;
import io.daybook.journal.rocksdb.Durability;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.Keys;
import io.daybook.journal.rocksdb.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes away what expired, then what no link leads to: marked, left for a grace, looked at again. */
final class Sweep {
    private static final int PORTION = 500;
    private static final long ROW_OCTETS = 512;

    private final JournalDb db;
    private final Links links;
    private final Stripes stripes;
    private final BlobFiles files;
    private final UploadQuota quota;
    private final Duration grace;

    Sweep(
            JournalDb db,
            Links links,
            Stripes stripes,
            BlobFiles files,
            UploadQuota quota,
            Duration grace) {
        this.db = db;
        this.links = links;
        this.stripes = stripes;
        this.files = files;
        this.quota = quota;
        this.grace = grace;
    }

    void run(Instant now) {
        for (var some = until(LinkKeys.EXPIRIES, now);
                !some.isEmpty();
                some = until(LinkKeys.EXPIRIES, now)) {
            some.forEach(key -> expire(key, now));
        }
        Instant marked = now.minus(grace);
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
            boolean due = row != null && row.expires() == expiry.at();
            db.write(
                    Durability.EARLY,
                    ROW_OCTETS,
                    batch -> {
                        batch.delete(Family.LINKS, key);
                        if (due) {
                            Links.deleteUpload(
                                    batch, expiry.account(), expiry.uploader(), hash, row);
                            Links.mark(batch, now.toEpochMilli(), hash);
                        }
                    });
            if (due) {
                quota.remove(new AccountId(expiry.account()), expiry.uploader(), row.size());
            }
        }
    }

    private void lookAgain(byte[] mark) {
        byte[] hash = LinkKeys.lastHash(mark);
        try (var held = stripes.hold(hash)) {
            byte[] kept = db.get(Family.BLOBS, hash);
            if (kept == null || links.hasAny(hash)) {
                db.write(
                        Durability.EARLY,
                        ROW_OCTETS,
                        batch -> batch.delete(Family.LINKS, mark));
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
