package io.daybook.blob.projection;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.codec.RecordCodec;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.nio.ByteBuffer;
import java.time.Instant;

/** The view from the blob of a message to the emails that have it. */
public final class BlobLinks {
    private static final int HASH = 32;

    public static final View<Link, EmailId> VIEW =
            new View<>(
                    "blob",
                    KeyCodec.of(BlobLinks::encode, BlobLinks::decode),
                    RecordCodec.of(
                            (email, out) -> out.number("email", email.value()),
                            in -> new EmailId(in.integer("email"))));

    /** The same of emails that were destroyed, to when that was. */
    public static final View<Link, Instant> GONE =
            new View<>(
                    "goneBlob",
                    KeyCodec.of(BlobLinks::encode, BlobLinks::decode),
                    RecordCodec.of(
                            (at, out) -> out.number("at", at.toEpochMilli()),
                            in -> Instant.ofEpochMilli(in.number("at"))));

    private BlobLinks() {}

    /** One email of one blob. */
    public record Link(BlobId blob, EmailId email) {}

    private static byte[] encode(Link link) {
        return ByteBuffer.allocate(HASH + 4)
                .put(link.blob().sha256Octets())
                .putInt(link.email().value())
                .array();
    }

    private static Link decode(ByteBuffer octets) {
        byte[] hash = new byte[HASH];
        octets.get(hash);
        return new Link(BlobId.ofSha256(hash), new EmailId(octets.getInt()));
    }
}
