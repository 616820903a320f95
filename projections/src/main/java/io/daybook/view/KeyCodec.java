package io.daybook.view;

import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** How keys become octets whose unsigned order is the order of the keys. */
public interface KeyCodec<K> {
    byte[] encode(K key);

    /** Reads the key from what is left of the buffer. */
    K decode(ByteBuffer octets);

    static <K> KeyCodec<K> of(Function<K, byte[]> encode, Function<ByteBuffer, K> decode) {
        return new KeyCodec<>() {
            @Override
            public byte[] encode(K key) {
                return encode.apply(key);
            }

            @Override
            public K decode(ByteBuffer octets) {
                return decode.apply(octets);
            }
        };
    }

    /** Keys that are positive ints, such as the counter ids. */
    static <K> KeyCodec<K> counter(ToIntFunction<K> number, Function<Integer, K> key) {
        return of(
                value -> ByteBuffer.allocate(4).putInt(number.applyAsInt(value)).array(),
                octets -> key.apply(octets.getInt()));
    }

    /** For views of one row. */
    static <K extends Enum<K>> KeyCodec<K> only(K key) {
        return of(_ -> new byte[0], _ -> key);
    }
}
