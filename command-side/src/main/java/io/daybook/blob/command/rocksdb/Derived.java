package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.BlobKeys;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.DiskThreads;
import io.daybook.journal.rocksdb.Durability;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalDb;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** What was derived from blobs and is kept beside them, under their keys. */
record Derived(JournalDb db, BlobKeys keys, Contents contents, Links links) {
    /** Not waited for: what is lost is derived again. */
    void put(AccountId account, BlobId blob, String name, byte[] derived) {
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

    /** One hop to the disk for all of them: a hop costs more than most of the reads. */
    List<byte @Nullable []> find(AccountId account, List<byte[]> hashes, String name) {
        var found = DiskThreads.call(() -> sealed(account, hashes, name));
        var opened = new ArrayList<byte @Nullable []>(hashes.size());
        for (int i = 0; i < hashes.size(); i++) {
            opened.add(opened(account, hashes.get(i), name, found.get(i)));
        }
        return opened;
    }

    private record Sealed(@Nullable LinkRow link, byte @Nullable [] octets) {}

    private List<Sealed> sealed(AccountId account, List<byte[]> hashes, String name) {
        var sealed = contents.sealedBeside(hashes, name);
        var permanent = links.permanent(account, hashes);
        var found = new ArrayList<Sealed>(hashes.size());
        for (int i = 0; i < hashes.size(); i++) {
            LinkRow link = permanent.get(i);
            byte[] octets = sealed.get(i);
            boolean search = link == null && octets != null;
            found.add(new Sealed(search ? links.any(account, hashes.get(i)) : link, octets));
        }
        return found;
    }

    private byte @Nullable [] opened(AccountId account, byte[] hash, String name, Sealed found) {
        return found.link() == null || found.octets() == null
                ? null
                : Contents.openBeside(
                        hash,
                        keys.unwrapFor(account, found.link().wrappedKey(), hash),
                        name,
                        found.octets());
    }
}
