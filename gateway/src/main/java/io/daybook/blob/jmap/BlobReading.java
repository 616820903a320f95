package io.daybook.blob.jmap;

import static io.daybook.blob.jmap.BlobSelection.BASE64;
import static io.daybook.blob.jmap.BlobSelection.DATA;
import static io.daybook.blob.jmap.BlobSelection.ENCODING_PROBLEM;
import static io.daybook.blob.jmap.BlobSelection.SIZE;
import static io.daybook.blob.jmap.BlobSelection.TEXT;
import static io.daybook.blob.jmap.BlobSelection.TRUNCATED;

import io.daybook.blob.BlobStore;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads what one Blob/get wants of its blobs (RFC 9404 section 4.2), as much as one call may. */
final class BlobReading {
    private static final int PIECE = 64 << 10;

    /** Octets that one call returns; they are in memory, several times. */
    private static final long MAX_RETURNED = 16L << 20;

    /** Octets that one call decodes or makes digests of. */
    private static final long MAX_READ = 512L << 20;

    private final BlobSelection selection;
    private final Meter returned = new Meter(MAX_RETURNED);
    private final Meter read = new Meter(MAX_READ);

    BlobReading(BlobSelection selection) {
        this.selection = selection;
    }

    /**
     * Null when the message has no such part.
     *
     * @throws MethodException requestTooLarge
     */
    @Nullable ObjectNode read(BlobAccess access, BlobAccess.Found found, Workspace workspace) {
        charge(read, found.cost());
        return access.read(found, workspace, blob -> json(found.id(), blob));
    }

    private ObjectNode json(String id, BlobStore.Blob blob) {
        long size = blob.size();
        Long asked = selection.length();
        long rest = Math.max(0, size - selection.offset());
        long length = asked == null ? rest : Math.min(rest, asked);
        // RFC 9404 section 4.2: the range goes beyond the end of the blob.
        boolean truncated = selection.offset() > size || (asked != null && asked > rest);
        ObjectNode json = Json.object().put("id", id);
        if (truncated || selection.has(TRUNCATED)) {
            json.put(TRUNCATED, truncated);
        }
        addContent(json, blob, length);
        if (selection.has(SIZE)) {
            json.set(SIZE, Json.number(size));
        }
        return json;
    }

    private void addContent(ObjectNode json, BlobStore.Blob blob, long length) {
        var digests = selection.digests();
        boolean keeps = selection.wantsData() || selection.has(ENCODING_PROBLEM);
        if (!keeps && digests.isEmpty()) {
            return;
        }
        charge(read, length);
        charge(returned, keeps ? length : 0);
        var octets = new ByteArrayOutputStream();
        for (long done = 0; done < length; done += PIECE) {
            int count = (int) Math.min(PIECE, length - done);
            byte[] piece = blob.read(selection.offset() + done, count);
            digests.values().forEach(digest -> digest.update(piece));
            if (keeps) {
                octets.writeBytes(piece);
            }
        }
        if (keeps) {
            addData(json, octets.toByteArray());
        }
        digests.forEach((property, digest) ->
                json.put(property, Base64.getEncoder().encodeToString(digest.digest())));
    }

    private void addData(ObjectNode json, byte[] octets) {
        boolean wantsText = selection.has(DATA) || selection.has(TEXT);
        String text = wantsText || selection.has(ENCODING_PROBLEM) ? text(octets) : null;
        boolean problem = wantsText && text == null;
        if (problem || selection.has(ENCODING_PROBLEM)) {
            json.put(ENCODING_PROBLEM, text == null);
        }
        // RFC 9404 section 4.2: null when it is no UTF-8, and with data the base64 instead.
        if (selection.has(TEXT) || (selection.has(DATA) && text != null)) {
            json.set(TEXT, Json.text(text));
        }
        if (selection.has(BASE64) || (selection.has(DATA) && text == null)) {
            json.put(BASE64, Base64.getEncoder().encodeToString(octets));
        }
    }

    private static @Nullable String text(byte[] octets) {
        try {
            // A decoder that reports what is malformed.
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static void charge(Meter meter, long octets) {
        if (!meter.take(octets)) {
            throw new MethodException(
                    new MethodError("requestTooLarge", "use the download resource for so much"));
        }
    }
}
