package io.daybook.history.projection;

import io.daybook.core.DataType;
import io.daybook.core.codec.RecordCodec;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The key of what an event touched: up to {@value #PAGE} objects of neighbouring numbers share a
 * row, whose bits say which. So a bulk event leaves few rows, and what happened to one object is
 * read from a short range of keys.
 */
public record Touch(DataType type, int page, long seq) {
    /** Objects of one row. */
    public static final int PAGE = 64;

    public static final View<Touch, Long> VIEW =
            new View<>(
                    "touch",
                    KeyCodec.of(Touch::encode, Touch::decode),
                    RecordCodec.of(
                            (bits, out) -> out.number("bits", bits), in -> in.number("bits")));

    public static Touch of(DataType type, int object, long seq) {
        return new Touch(type, object / PAGE, seq);
    }

    public static long bit(int object) {
        return 1L << (object % PAGE);
    }

    private static byte[] encode(Touch key) {
        byte[] name = key.type.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + 13)
                .put(name)
                .put((byte) 0)
                .putInt(key.page)
                .putLong(key.seq)
                .array();
    }

    private static Touch decode(ByteBuffer octets) {
        byte[] name = new byte[octets.remaining() - 13];
        octets.get(name).get();
        var type = new DataType(new String(name, StandardCharsets.US_ASCII));
        return new Touch(type, octets.getInt(), octets.getLong());
    }
}
