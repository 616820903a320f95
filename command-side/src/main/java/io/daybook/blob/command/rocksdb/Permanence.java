package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.rocksdb.Octets.Content;
import io.daybook.core.AccountId;
import io.daybook.core.DiskThreads;
import io.daybook.journal.rocksdb.Durability;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import io.daybook.journal.rocksdb.Pages;
import java.time.Clock;
import java.util.function.Consumer;

/** Makes the links that events name blobs by, which last until a sweep finds them unused. */
record Permanence(
        JournalDb db,
        BlobKeys keys,
        Octets octets,
        Access access,
        Stripes stripes,
        UploadQuota quota,
        Clock clock) {
    private static final long ROW_OCTETS = 512;

    /** Keeps what the server made itself, or what is carried here. */
    void keep(AccountId account, Content content) {
        byte[] hash = content.hash();
        try (var held = stripes.hold(hash)) {
            var linked = DiskThreads.call(() -> access.valid(account, "", hash));
            if (linked.isPermanent()) {
                access.doubts().reliedOn(account, hash, linked.doubted());
                return;
            }
            var blob = octets.present(content, db.get(Family.BLOBS, hash));
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
            access.doubts().made(account, hash);
        }
    }

    void forEach(AccountId account, Consumer<byte[]> visitor) {
        Pages.forEach(
                db,
                Family.LINKS,
                LinkKeys.permanents(account.value()),
                (key, row) -> visitor.accept(LinkKeys.lastHash(key)));
    }

    /** Takes the link away. */
    void forget(AccountId account, byte[] hash) {
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

    /** Whether there is a link now: the upload of the user becomes one. */
    boolean link(AccountId account, String user, byte[] hash) {
        try (var held = stripes.hold(hash)) {
            var linked = DiskThreads.call(() -> access.valid(account, user, hash));
            LinkRow upload = linked.upload();
            if (upload == null && !linked.isOpenTo(user)) {
                return false;
            }
            if (linked.isPermanent()) {
                access.doubts().reliedOn(account, hash, linked.doubted());
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
            access.doubts().made(account, hash);
            quota.remove(account, user, upload.size());
            return true;
        }
    }

    /** Whether there is a link now, to what the user may open in another account. */
    boolean link(AccountId from, AccountId to, String user, byte[] hash) {
        try (var held = stripes.hold(hash)) {
            LinkRow source = DiskThreads.call(() -> access.followed(from, user, hash));
            if (source == null) {
                return false;
            }
            var linked = DiskThreads.call(() -> access.valid(to, user, hash));
            if (linked.isPermanent()) {
                access.doubts().reliedOn(to, hash, linked.doubted());
                return true;
            }
            var key = keys.unwrapFor(from, source.wrappedKey(), hash);
            byte[] wrapped = keys.wrapFor(to, key, hash);
            long now = clock.millis();
            var row = new LinkRow(source.size(), source.inFile(), wrapped, now, now);
            db.write(
                    Durability.EARLY,
                    ROW_OCTETS,
                    batch -> Links.putPermanent(batch, to, hash, row));
            access.doubts().made(to, hash);
            return true;
        }
    }
}
