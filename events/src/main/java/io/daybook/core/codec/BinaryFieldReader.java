package io.daybook.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link BinaryFieldWriter} wrote. Lengths are checked against what is left before
 * anything is allocated.
 */
public final class BinaryFieldReader implements FieldReader {
    private final byte[] buffer;
    private int position;

    public BinaryFieldReader(byte[] buffer) {
        this.buffer = buffer;
    }

    @Override
    public long number(String name) {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    @Override
    public boolean flag(String name) {
        return next() != 0;
    }

    @Override
    public @Nullable String text(String name) {
        int length = length(varint() - 1, 1, name);
        if (length < 0) {
            return null;
        }
        var value = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    @Override
    public byte[] bytes(String name) {
        int length = length(varint(), 1, name);
        position += length;
        return Arrays.copyOfRange(buffer, position - length, position);
    }

    @Override
    public List<String> texts(String name) {
        return list(name, in -> in.requiredText(name));
    }

    @Override
    public int[] ints(String name) {
        int[] values = new int[length(varint(), 1, name)];
        long previous = 0;
        for (int i = 0; i < values.length; i++) {
            previous += number(name);
            values[i] = (int) previous;
        }
        return values;
    }

    @Override
    public long[] longs(String name) {
        long[] values = new long[length(varint(), 8, name)];
        for (int i = 0; i < values.length; i++) {
            long value = 0;
            for (int octet = 0; octet < 8; octet++) {
                value = (value << 8) | (next() & 0xFF);
            }
            values[i] = value;
        }
        return values;
    }

    @Override
    public <T> List<T> list(String name, RecordReader<T> reader) {
        int length = length(varint(), 1, name);
        var values = new ArrayList<T>(length);
        for (int i = 0; i < length; i++) {
            values.add(reader.read(this));
        }
        return values;
    }

    /**
     * @throws MalformedRecord when octets are left over
     */
    public void requireEnd() {
        if (position != buffer.length) {
            throw new MalformedRecord((buffer.length - position) + " octets are left over");
        }
    }

    private int length(long value, int octetsEach, String name) {
        if (value < -1 || value > (buffer.length - position) / octetsEach) {
            throw new MalformedRecord(name + " is longer than its record");
        }
        return (int) value;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte octet = next();
            value |= (long) (octet & 0x7F) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw new MalformedRecord("a number is longer than 64 bits");
    }

    private byte next() {
        if (position >= buffer.length) {
            throw new MalformedRecord("the record ends early");
        }
        return buffer[position++];
    }
}
