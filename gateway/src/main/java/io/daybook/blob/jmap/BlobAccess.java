package io.daybook.blob.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.blob.LinkedBlobs;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.mime.NewBody;
import io.daybook.mime.NewPart;
import io.daybook.mime.PartBlob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as the user of a call names them: whole ones, parts of messages, and {@code #} with the
 * creation id of one made earlier in the request (RFC 8620 section 6, RFC 9404 section 4.1).
 */
public record BlobAccess(BlobStore blobs, AccountId account, Call call) {
    /**
     * A blob that the user may read.
     *
     * @param id the real one: no creation id
     * @param part null when it is the whole
     */
    public record Found(String id, BlobStore.Blob whole, @Nullable PartBlob part) {
        /** Octets that are to be read for any of it. */
        public long cost() {
            return part == null ? 0 : whole.size();
        }
    }

    /** Null when there is no such blob for this user. */
    public @Nullable Found find(String wire) {
        String id = CreationIds.resolve(call, wire);
        if (id == null) {
            return null;
        }
        PartBlob part = PartBlob.parse(id).orElse(null);
        BlobId whole = part == null ? BlobId.parse(id) : new BlobId(part.message());
        BlobStore.Blob blob =
                whole == null ? null : blobs.open(account, call.user().value(), whole);
        return blob == null ? null : new Found(id, blob, part);
    }

    /**
     * Reads a blob; a part is decoded for it, in the workspace.
     *
     * @return null when the message has no such part
     */
    public <T> @Nullable T read(
            Found found, Workspace workspace, Function<BlobStore.Blob, T> reader) {
        PartBlob part = found.part();
        if (part == null) {
            return reader.apply(found.whole());
        }
        // The message and its part.
        return workspace
                .use(
                        2 * found.whole().size(),
                        () ->
                                part.open(found.whole().readAll())
                                        .map(octets -> reader.apply(new Decoded(octets))))
                .orElse(null);
    }

    /** The octets, or null when there is no such blob for this user. */
    public byte @Nullable [] open(String wire) {
        Found found = find(wire);
        if (found == null) {
            return null;
        }
        byte[] whole = found.whole().readAll();
        return found.part() == null ? whole : found.part().open(whole).orElse(null);
    }

    /** Octets of all blobs that the body of a new message names, each as often as it does. */
    public long size(NewBody body) {
        return switch (body) {
            case NewBody.Structure(var root) -> size(root);
            case NewBody.Flat(var text, var html, var attachments) ->
                    (text == null ? 0 : size(text))
                            + (html == null ? 0 : size(html))
                            + attachments.stream().mapToLong(this::size).sum();
        };
    }

    private long size(NewPart part) {
        Found blob = part.blobId() == null ? null : find(part.blobId());
        return (blob == null ? 0 : blob.whole().size())
                + part.subParts().stream().mapToLong(this::size).sum();
    }

    /**
     * Blobs that the account has a permanent link to.
     *
     * @param ids in the order in which they were named; null where there is no such blob for the
     *     user
     * @param linked those of them that are no parts of messages
     */
    public record Kept(List<@Nullable BlobId> ids, LinkedBlobs linked) {}

    /**
     * The whole blobs with these octets, permanently linked to the account, each as often as it is
     * named. A part of a message becomes a blob of its own.
     */
    public Kept keep(List<String> wires, Workspace workspace) {
        var whole = new HashMap<String, BlobId>();
        var named = new ArrayList<BlobId>();
        for (String wire : wires) {
            String id = CreationIds.resolve(call, wire);
            BlobId blob = id == null ? null : BlobId.parse(id);
            if (blob != null) {
                whole.put(wire, blob);
                named.add(blob);
            }
        }
        var linked = blobs.link(account, call.user().value(), named);
        var ids = new ArrayList<@Nullable BlobId>(wires.size());
        for (String wire : wires) {
            BlobId blob = whole.get(wire);
            if (blob == null) {
                ids.add(keepPart(wire, workspace));
            } else {
                ids.add(linked.ids().contains(blob) ? blob : null);
            }
        }
        return new Kept(ids, linked);
    }

    private @Nullable BlobId keepPart(String wire, Workspace workspace) {
        Found found = find(wire);
        return found == null
                ? null
                : read(found, workspace, part -> blobs.store(account, part.readAll()));
    }

    /** A decoded part. */
    private record Decoded(byte[] octets) implements BlobStore.Blob {
        @Override
        public long size() {
            return octets.length;
        }

        @Override
        public byte[] read(long offset, int length) {
            int from = (int) Math.min(offset, octets.length);
            return Arrays.copyOfRange(octets, from, from + Math.min(length, octets.length - from));
        }
    }
}
