package io.daybook.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compact form: numbers as zigzag varints, lists and texts with their length first, int lists
 * as deltas.
 */
public final class BinaryFieldWriter implements FieldWriter {
    private static final int LONGEST_VARINT = 10;

    private byte[] buffer = new byte[128];
    private int size;

    @Override
    public void number(String name, long value) {
        varint((value << 1) ^ (value >> 63));
    }

    @Override
    public void flag(String name, boolean value) {
        put(value ? 1 : 0);
    }

    @Override
    public void text(String name, @Nullable String value) {
        if (value == null) {
            varint(0);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length + 1L);
        raw(utf8);
    }

    @Override
    public void bytes(String name, byte[] value) {
        varint(value.length);
        raw(value);
    }

    @Override
    public void texts(String name, List<String> values) {
        varint(values.size());
        for (String value : values) {
            text(name, value);
        }
    }

    @Override
    public void ints(String name, int[] values) {
        varint(values.length);
        long previous = 0;
        for (int value : values) {
            number(name, value - previous);
            previous = value;
        }
    }

    @Override
    public void longs(String name, long[] values) {
        varint(values.length);
        for (long value : values) {
            ensure(8);
            for (int shift = 56; shift >= 0; shift -= 8) {
                buffer[size++] = (byte) (value >>> shift);
            }
        }
    }

    @Override
    public <T> void list(String name, List<T> values, RecordWriter<T> writer) {
        varint(values.size());
        for (T value : values) {
            writer.write(value, this);
        }
    }

    /** Forgets what was written, to write the next record without new memory. */
    public void clear() {
        size = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private void varint(long value) {
        ensure(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private void put(int octet) {
        ensure(1);
        buffer[size++] = (byte) octet;
    }

    private void raw(byte[] octets) {
        ensure(octets.length);
        System.arraycopy(octets, 0, buffer, size, octets.length);
        size += octets.length;
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
        }
    }
}
