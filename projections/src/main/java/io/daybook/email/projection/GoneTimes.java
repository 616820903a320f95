package io.daybook.email.projection;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.codec.RecordCodec;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.nio.ByteBuffer;

/** The view from the time when an email was destroyed to its message. */
public final class GoneTimes {
    public static final View<Leaving, BlobId> VIEW =
            new View<>(
                    "goneTime",
                    KeyCodec.of(GoneTimes::encode, GoneTimes::decode),
                    RecordCodec.of(
                            (blob, out) -> out.bytes("blob", blob.sha256Octets()),
                            in -> BlobId.ofSha256(in.bytes("blob"))));

    private GoneTimes() {}

    /**
     * @param at in milliseconds of the epoch, not negative
     */
    public record Leaving(long at, EmailId email) {}

    public static Leaving of(GoneRow row) {
        return new Leaving(row.at().toEpochMilli(), row.email().id());
    }

    private static byte[] encode(Leaving key) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(key.at())
                .putInt(key.email().value())
                .array();
    }

    private static Leaving decode(ByteBuffer octets) {
        return new Leaving(octets.getLong(), new EmailId(octets.getInt()));
    }
}
