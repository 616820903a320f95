package io.daybook.mime;

import java.util.Arrays;

/**
 * Base64 of RFC 2045 section 6.8 as mail really carries it: octets outside the alphabet are
 * skipped, padding may be missing, and text may go on after padding.
 */
final class Base64 {
    private static final byte OTHER = -1;
    private static final byte SPACE = -2;
    private static final byte PAD = -3;
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, OTHER);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < 64; i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
        VALUES['='] = PAD;
        VALUES['\r'] = SPACE;
        VALUES['\n'] = SPACE;
        VALUES[' '] = SPACE;
        VALUES['\t'] = SPACE;
    }

    private Base64() {}

    /** The value of a digit, or a negative number. */
    static int value(byte octet) {
        return VALUES[octet & 0xFF];
    }

    /** How many octets {@link #decode} gives. */
    static int decodedSize(byte[] in, int offset, int length) {
        int end = offset + length;
        int size = 0;
        int digits = 0;
        for (int i = offset; i < end; i++) {
            int value = VALUES[in[i] & 0xFF];
            if (value >= 0) {
                digits++;
            } else if (value == PAD) {
                size += digits * 3 / 4;
                digits = 0;
            }
        }
        return size + (int) (digits * 3L / 4);
    }

    static Decoded decode(byte[] in, int offset, int length) {
        byte[] out = new byte[decodedSize(in, offset, length)];
        boolean problem = false;
        int size = 0;
        int held = 0;
        int digits = 0;
        for (int i = offset; i < offset + length; i++) {
            int value = VALUES[in[i] & 0xFF];
            if (value >= 0) {
                held = held << 6 | value;
                if (++digits == 4) {
                    out[size++] = (byte) (held >> 16);
                    out[size++] = (byte) (held >> 8);
                    out[size++] = (byte) held;
                    digits = 0;
                }
            } else if (value == PAD) {
                problem |= digits == 1;
                size = flush(out, size, held, digits);
                digits = 0;
            } else {
                problem |= value == OTHER;
            }
        }
        problem |= digits != 0;
        flush(out, size, held, digits);
        return new Decoded(out, problem);
    }

    private static int flush(byte[] out, int size, int held, int digits) {
        int next = size;
        if (digits == 2) {
            out[next++] = (byte) (held >> 4);
        } else if (digits == 3) {
            out[next++] = (byte) (held >> 10);
            out[next++] = (byte) (held >> 2);
        }
        return next;
    }
}
