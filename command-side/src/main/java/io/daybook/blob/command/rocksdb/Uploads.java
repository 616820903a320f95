package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.rocksdb.Octets.Content;
import io.daybook.core.AccountId;
import io.daybook.core.DiskThreads;
import io.daybook.journal.rocksdb.Durability;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the links that expire: of uploads, and of copies from other accounts. */
record Uploads(
        JournalDb db,
        BlobKeys keys,
        Octets octets,
        Access access,
        Stripes stripes,
        UploadQuota quota,
        Clock clock) {
    private static final long ROW_OCTETS = 512;
    private static final byte[] NOTHING = {};

    /** Takes what was uploaded. */
    void take(AccountId account, String uploader, Content content, Instant expires) {
        byte[] hash = content.hash();
        quota.add(account, uploader, content.size());
        try (var held = stripes.hold(hash)) {
            var known = DiskThreads.call(() -> known(account, uploader, hash));
            link(account, uploader, content, known, expires);
        }
    }

    /** Whether it was copied; not when the user cannot follow a link to it. */
    boolean copy(AccountId from, AccountId to, String user, byte[] hash, Instant expires) {
        LinkRow source = DiskThreads.call(() -> access.followed(from, user, hash));
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
            var content = new Content(hash, source.size(), new Incoming.InMemory(NOTHING));
            link(to, user, content, known, expires);
            return true;
        }
    }

    private record Known(Access.Found links, byte @Nullable [] blob) {}

    private Known known(AccountId account, String uploader, byte[] hash) {
        return new Known(access.kept(account, uploader, hash), db.get(Family.BLOBS, hash));
    }

    private void link(
            AccountId account, String uploader, Content content, Known known, Instant expires) {
        if (isNews(account, uploader, content.size(), known.links())) {
            put(account, uploader, content, known, expires);
        } else {
            access.doubts().uploadedAgain(account, content.hash(), known.links().doubted());
        }
    }

    /** Whether the account needs an upload link; what it has already is not counted twice. */
    private boolean isNews(AccountId account, String uploader, long size, Access.Found known) {
        boolean isOpen = known.isOpenTo(uploader);
        if (known.upload() != null || isOpen) {
            quota.remove(account, uploader, size);
        }
        return !isOpen;
    }

    private void put(
            AccountId account, String uploader, Content content, Known known, Instant expires) {
        byte[] hash = content.hash();
        LinkRow before = known.links().upload();
        var blob = octets.present(content, known.blob());
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
}
