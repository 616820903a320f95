package io.daybook.email.jmap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.blob.BlobStore;
import io.daybook.blob.LinkedBlobs;
import io.daybook.blob.jmap.Workspace;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.standard.ContentGone;
import io.daybook.mime.Digest;
import io.daybook.mime.DigestCodec;
import io.daybook.mime.MessageParser;
import io.daybook.mime.PartBlob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The digests of messages: from memory, from beside the message, or, when there is none of this
 * version of the parser, from the message.
 */
final class Digests {
    /** What a digest is kept as beside its message. */
    static final String NAME = "digest-" + MessageParser.VERSION;

    /** A decoded digest with its JSON takes about this many times its stored octets. */
    private static final int BLOAT = 3;

    private static final int OVERHEAD = 1024;

    private final Workspace workspace;
    private final BlobStore blobs;
    private final Cache<Key, Entry> cache;

    /**
     * @param maxOctets roughly how much memory the digests kept may take
     */
    Digests(BlobStore blobs, Workspace workspace, long maxOctets) {
        this.workspace = workspace;
        this.blobs = blobs;
        this.cache =
                Caffeine.newBuilder()
                        .maximumWeight(maxOctets)
                        .weigher((Key _, Entry entry) -> entry.weight)
                        .build();
    }

    private record Key(AccountId account, BlobId blob) {}

    private record Entry(EmailDigest digest, int weight) {}

    /**
     * The digest of a message that an email of the account names.
     *
     * @throws ContentGone when the store has lost the message
     */
    EmailDigest of(AccountId account, BlobId blob) {
        return of(account, List.of(blob)).getFirst();
    }

    /**
     * The digests of several messages in their order; those not in memory are read in one go.
     *
     * @throws ContentGone when the store has lost a message
     */
    List<EmailDigest> of(AccountId account, List<BlobId> messages) {
        var digests = new HashMap<BlobId, EmailDigest>();
        var missing = new ArrayList<BlobId>();
        for (BlobId message : new LinkedHashSet<>(messages)) {
            Entry known = cache.getIfPresent(new Key(account, message));
            if (known == null) {
                missing.add(message);
            } else {
                digests.put(message, known.digest);
            }
        }
        if (!missing.isEmpty()) {
            var stored = blobs.beside(account, missing, NAME);
            for (int i = 0; i < missing.size(); i++) {
                digests.put(missing.get(i), read(account, missing.get(i), stored.get(i)));
            }
        }
        return messages.stream().map(digests::get).toList();
    }

    /** The digests of messages to which links were just made; the crew makes those that are new. */
    Map<BlobId, EmailDigest> of(AccountId account, LinkedBlobs linked, Crew crew) {
        var digests = new ConcurrentHashMap<BlobId, EmailDigest>();
        for (BlobId message : linked.ids()) {
            Entry known = cache.getIfPresent(new Key(account, message));
            if (known != null) {
                digests.put(message, known.digest);
            }
        }
        if (digests.size() < linked.ids().size()) {
            linked.beside(NAME)
                    .forEach((message, stored) ->
                            digests.put(
                                    message,
                                    keep(
                                            new Key(account, message),
                                            DigestCodec.decode(stored),
                                            stored.length)));
        }
        var missing = linked.ids().stream().filter(it -> !digests.containsKey(it)).toList();
        var fresh = new FreshDigests(linked);
        crew.map(
                missing,
                message -> {
                    var blob = linked.open(message);
                    // The octets, and about as much again while they are parsed.
                    byte[] stored =
                            workspace.use(
                                    2 * blob.size(),
                                    () -> DigestCodec.encode(MessageParser.parse(blob.readAll())));
                    fresh.add(message, stored);
                    Digest digest = DigestCodec.decode(stored);
                    digests.put(message, keep(new Key(account, message), digest, stored.length));
                    return message;
                });
        fresh.write();
        return digests;
    }

    private EmailDigest read(AccountId account, BlobId blob, byte @Nullable [] stored) {
        if (stored == null) {
            var message = blobs.open(account, blob);
            if (message == null) {
                throw new ContentGone("a message is lost: " + blob);
            }
            return parse(account, blob, message);
        }
        return keep(new Key(account, blob), DigestCodec.decode(stored), stored.length);
    }

    /** Whether an email of the account with this message shows a part by this very id. */
    boolean hasPart(AccountId account, BlobId message, String part) {
        return of(account, message).digest().parts().stream()
                .filter(one -> !one.isMultipart())
                .anyMatch(
                        one -> PartBlob.of(message.value(), one).filter(part::equals).isPresent());
    }

    private EmailDigest parse(AccountId account, BlobId blob, BlobStore.Blob message) {
        // The octets, and about as much again while they are parsed.
        return workspace.use(2 * message.size(), () -> add(account, blob, message.readAll()));
    }

    /**
     * Parses a message that the account has a permanent link to, and keeps its digest beside it.
     */
    EmailDigest add(AccountId account, BlobId blob, byte[] message) {
        Digest digest = MessageParser.parse(message);
        byte[] stored = DigestCodec.encode(digest);
        blobs.putBeside(account, blob, NAME, stored);
        // Decoded again, so that the message itself is not kept in memory.
        return keep(new Key(account, blob), DigestCodec.decode(stored), stored.length);
    }

    /**
     * Keeps no digest of a message that the account has no more. One that is being read at that
     * very moment may stay in memory until others need its place.
     */
    void forget(AccountId account, BlobId blob) {
        cache.invalidate(new Key(account, blob));
    }

    private EmailDigest keep(Key key, Digest decoded, int storedOctets) {
        var digest = new EmailDigest(decoded);
        cache.put(key, new Entry(digest, OVERHEAD + BLOAT * storedOctets));
        return digest;
    }
}
