package io.daybook.mime;

import io.daybook.core.codec.MalformedRecord;
import java.nio.charset.StandardCharsets;

/** Reads what {@link OctetWriter} wrote; throws {@link MalformedRecord} on anything else. */
final class OctetReader {
    private final byte[] buffer;
    private final int end;
    private int position;

    OctetReader(byte[] buffer, int from, int to) {
        this.buffer = buffer;
        this.position = from;
        this.end = to;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == end;
    }

    int octet() {
        if (position >= end) {
            throw new MalformedRecord("the digest ends early");
        }
        return buffer[position++] & 0xFF;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new MalformedRecord("a number is longer than 64 bits");
    }

    int size() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedRecord("a size is out of range: " + value);
        }
        return (int) value;
    }

    /** A count of things that take at least an octet each. */
    int count() {
        return skippable(size());
    }

    String text() {
        int length = skippable(size());
        var text = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /** Passes over octets with their length first, and returns where they start. */
    int skipOctets() {
        int length = skippable(size());
        position += length;
        return position - length;
    }

    private int skippable(int length) {
        if (length > end - position) {
            throw new MalformedRecord("a digest field is longer than its record");
        }
        return length;
    }
}
