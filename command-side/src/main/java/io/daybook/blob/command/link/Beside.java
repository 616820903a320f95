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
import java.util.Objects;
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
        put(Map.of(blob, kept.link()), name, Map.of(blob, derived));
    }

    /** The same by links that are settled; one round trip, for however many. */
    void put(Map<BlobId, BlobLink> linked, String name, Map<BlobId, byte[]> derived) {
        var all = new HashMap<BlobId, byte[]>();
        derived.forEach((blob, octets) -> {
            SecretKey key = key(Objects.requireNonNull(linked.get(blob)));
            byte[] sealed = seal.seal(key, context(name), Squeeze.pack(octets));
            if (sealed.length <= MOST) {
                all.put(blob, sealed);
            }
        });
        blobs.putBeside(name, all);
    }

    /** Two round trips, for however many. */
    List<byte @Nullable []> find(AccountId account, List<BlobId> wanted, String name) {
        Map<BlobId, BlobLink> linked = new HashMap<>();
        for (var kept : links.find(account, wanted)) {
            if (kept.link().isSettled()) {
                linked.put(kept.link().blob(), kept.link());
            }
        }
        var derived = find(linked, name);
        var found = new ArrayList<byte @Nullable []>(wanted.size());
        wanted.forEach(blob -> found.add(derived.get(blob)));
        return found;
    }

    /** What is there by links that are settled; one round trip, for however many. */
    Map<BlobId, byte[]> find(Map<BlobId, BlobLink> linked, String name) {
        var found = new HashMap<BlobId, byte[]>();
        blobs.beside(linked.keySet(), name)
                .forEach((blob, sealed) -> {
                    SecretKey key = key(Objects.requireNonNull(linked.get(blob)));
                    String what = name + " beside " + blob;
                    found.put(
                            blob,
                            Squeeze.unpack(Seal.open(key, context(name), sealed, what), what));
                });
        return found;
    }

    SecretKey key(BlobLink link) {
        return keys.unwrapFor(link.account(), link.wrappedKey(), link.blob().sha256Octets());
    }

    private static byte[] context(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
