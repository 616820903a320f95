package io.daybook.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the stored form of digests: varints, and texts and octets with their length first. */
final class OctetWriter {
    private byte[] buffer;
    private int size;

    OctetWriter(int capacity) {
        this.buffer = new byte[capacity];
    }

    int size() {
        return size;
    }

    void put(int octet) {
        ensure(1);
        buffer[size++] = (byte) octet;
    }

    void number(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    void text(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        octets(octets, octets.length);
    }

    void octets(byte[] value, int length) {
        number(length);
        raw(value, length);
    }

    void raw(byte[] value, int length) {
        ensure(length);
        System.arraycopy(value, 0, buffer, size, length);
        size += length;
    }

    byte[] buffer() {
        return buffer;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
        }
    }
}
