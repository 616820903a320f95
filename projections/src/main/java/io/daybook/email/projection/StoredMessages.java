package io.daybook.email.projection;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.mime.Digest;
import io.daybook.mime.DigestCodec;
import io.daybook.mime.MessageParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages and their digests, as the store keeps them for the account. */
public final class StoredMessages {
    /** The name of the digest beside the blob. */
    public static final String DIGEST = "digest-" + MessageParser.VERSION;

    private final BlobStore blobs;
    private final boolean parsesAgain;

    public StoredMessages(BlobStore blobs) {
        this(blobs, false);
    }

    private StoredMessages(BlobStore blobs, boolean parsesAgain) {
        this.blobs = blobs;
        this.parsesAgain = parsesAgain;
    }

    /** The same messages, whose digests are made again whether they are kept or not. */
    public StoredMessages readAgain() {
        return new StoredMessages(blobs, true);
    }

    /** The octets, or null when the account has no such message. */
    public byte @Nullable [] octets(AccountId account, BlobId message) {
        var blob = blobs.open(account, message);
        return blob == null ? null : blob.readAll();
    }

    /** The digest, made again when it was not kept; null when the account has no such message. */
    public @Nullable Digest digest(AccountId account, BlobId message) {
        byte[] kept = parsesAgain ? null : blobs.beside(account, message, DIGEST);
        if (kept != null) {
            return DigestCodec.decode(kept);
        }
        byte[] octets = octets(account, message);
        return octets == null ? null : MessageParser.parse(octets);
    }

    /** The same of many, in their order: those that were kept are read in one go. */
    public List<@Nullable Digest> digests(AccountId account, List<BlobId> messages) {
        var digests = new ArrayList<@Nullable Digest>(messages.size());
        var kept = parsesAgain ? null : blobs.beside(account, messages, DIGEST);
        for (int i = 0; i < messages.size(); i++) {
            byte[] known = kept == null ? null : kept.get(i);
            digests.add(
                    known == null ? digest(account, messages.get(i)) : DigestCodec.decode(known));
        }
        return digests;
    }

    /** The digest of octets that are at hand. */
    public Digest digest(AccountId account, BlobId message, byte[] octets) {
        byte[] kept = parsesAgain ? null : blobs.beside(account, message, DIGEST);
        return kept == null ? MessageParser.parse(octets) : DigestCodec.decode(kept);
    }
}
