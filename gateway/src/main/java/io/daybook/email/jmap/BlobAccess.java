package io.daybook.email.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.mime.PartBlob;
import org.jspecify.annotations.Nullable;

/** Blobs as a user names them: whole ones, and parts of messages (RFC 8620 section 6). */
record BlobAccess(BlobStore blobs, AccountId account, String user) {
    /** The octets, or null when there is no such blob for this user. */
    byte @Nullable [] open(String id) {
        PartBlob part = PartBlob.parse(id).orElse(null);
        BlobId whole = part == null ? BlobId.parse(id) : new BlobId(part.message());
        BlobStore.Blob blob = whole == null ? null : blobs.open(account, user, whole);
        if (blob == null) {
            return null;
        }
        return part == null ? blob.readAll() : part.open(blob.readAll()).orElse(null);
    }

    /**
     * The whole blob with these octets, permanently linked to the account; null when there is no
     * such blob for this user.
     */
    @Nullable BlobId keep(String id) {
        BlobId whole = BlobId.parse(id);
        if (whole != null) {
            return blobs.link(account, user, whole) ? whole : null;
        }
        byte[] octets = PartBlob.parse(id).isPresent() ? open(id) : null;
        return octets == null ? null : blobs.store(account, octets);
    }
}
