package io.daybook.blob.command.link;

import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.Squeeze;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.journal.Seal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** What was derived from blobs and is kept beside them, packed, under their keys. */
record Beside(LinkRows links, BlobRows blobs, BlobKeys keys, Seal seal) {
    /** Octets beyond which nothing is kept: it is derived again each time. */
    private static final int MOST = 8 << 20;

    void put(AccountId account, BlobId blob, String name, byte[] derived) {
        var kept = links.find(account, blob);
        if (kept == null || !kept.link().isSettled()) {
            throw new IllegalStateException(account + " has no link to " + blob);
        }
        byte[] sealed = seal.seal(key(kept.link()), context(name), Squeeze.pack(derived));
        if (sealed.length <= MOST) {
            blobs.putBeside(blob, name, sealed);
        }
    }

    /** Two round trips, for however many. */
    List<byte @Nullable []> find(AccountId account, List<BlobId> wanted, String name) {
        var sealed = blobs.beside(wanted, name);
        Map<BlobId, BlobLink> linked = new HashMap<>();
        links.find(account, wanted).forEach(link -> linked.put(link.blob(), link));
        var found = new ArrayList<byte @Nullable []>(wanted.size());
        for (var blob : wanted) {
            found.add(opened(linked.get(blob), sealed.get(blob), name));
        }
        return found;
    }

    private byte @Nullable [] opened(
            @Nullable BlobLink link, byte @Nullable [] sealed, String name) {
        if (link == null || !link.isSettled() || sealed == null) {
            return null;
        }
        String what = name + " beside " + link.blob();
        return Squeeze.unpack(Seal.open(key(link), context(name), sealed, what), what);
    }

    private SecretKey key(BlobLink link) {
        return keys.unwrapFor(link.account(), link.wrappedKey(), link.blob().sha256Octets());
    }

    private static byte[] context(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
