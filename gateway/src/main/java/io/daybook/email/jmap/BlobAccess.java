package io.daybook.email.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.mime.NewBody;
import io.daybook.mime.NewPart;
import io.daybook.mime.PartBlob;
import org.jspecify.annotations.Nullable;

/** Blobs as a user names them: whole ones, and parts of messages (RFC 8620 section 6). */
record BlobAccess(BlobStore blobs, AccountId account, String user) {
    /** The octets, or null when there is no such blob for this user. */
    byte @Nullable [] open(String id) {
        PartBlob part = PartBlob.parse(id).orElse(null);
        BlobStore.Blob blob = whole(id, part);
        if (blob == null) {
            return null;
        }
        return part == null ? blob.readAll() : part.open(blob.readAll()).orElse(null);
    }

    /** Octets of all blobs that the body of a new message names, each as often as it does. */
    long size(NewBody body) {
        return switch (body) {
            case NewBody.Structure(var root) -> size(root);
            case NewBody.Flat(var text, var html, var attachments) ->
                    (text == null ? 0 : size(text))
                            + (html == null ? 0 : size(html))
                            + attachments.stream().mapToLong(this::size).sum();
        };
    }

    private long size(NewPart part) {
        String id = part.blobId();
        BlobStore.Blob blob = id == null ? null : whole(id, PartBlob.parse(id).orElse(null));
        return (blob == null ? 0 : blob.size())
                + part.subParts().stream().mapToLong(this::size).sum();
    }

    private BlobStore.@Nullable Blob whole(String id, @Nullable PartBlob part) {
        BlobId whole = part == null ? BlobId.parse(id) : new BlobId(part.message());
        return whole == null ? null : blobs.open(account, user, whole);
    }

    /**
     * The whole blob with these octets, permanently linked to the account; null when there is no
     * such blob for this user.
     */
    @Nullable BlobId keep(String id, Workspace workspace) {
        BlobId whole = BlobId.parse(id);
        if (whole != null) {
            return blobs.link(account, user, whole) ? whole : null;
        }
        PartBlob part = PartBlob.parse(id).orElse(null);
        BlobStore.Blob message = part == null ? null : whole(id, part);
        if (part == null || message == null) {
            return null;
        }
        // The message and its part.
        return workspace
                .use(2 * message.size(), () -> part.open(message.readAll()).map(this::store))
                .orElse(null);
    }

    private BlobId store(byte[] octets) {
        return blobs.store(account, octets);
    }
}
