package io.daybook.journal.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How names and numbers become keys that sort as they should. */
public final class Keys {
    private Keys() {}

    /** A name ended by a zero octet, so that no name is the beginning of another. */
    public static byte[] name(String name) {
        byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        for (byte octet : octets) {
            if (octet == 0) {
                throw new IllegalArgumentException("a name in a key has no NUL");
            }
        }
        return Arrays.copyOf(octets, octets.length + 1);
    }

    /** The parts, one after the other. */
    public static byte[] of(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] key = new byte[length];
        int position = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, key, position, part.length);
            position += part.length;
        }
        return key;
    }

    /** A number from 0, in 8 octets. */
    public static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    public static long number(byte[] key, int offset) {
        return ByteBuffer.wrap(key, offset, Long.BYTES).getLong();
    }

    /** The name that starts at {@code offset}; its length in octets is {@link #nameLength}. */
    public static String nameAt(byte[] key, int offset) {
        return new String(key, offset, nameLength(key, offset), StandardCharsets.UTF_8);
    }

    public static int nameLength(byte[] key, int offset) {
        int end = offset;
        while (key[end] != 0) {
            end++;
        }
        return end - offset;
    }

    public static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
