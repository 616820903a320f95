package io.daybook.mime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Quoted-printable (RFC 2045 section 6.7); what is malformed stays as it is. */
final class QuotedPrintable {
    private final byte[] in;
    private final int end;
    private final byte @Nullable [] out;
    private int size;
    private boolean problem;

    private QuotedPrintable(byte[] in, int end, byte @Nullable [] out) {
        this.in = in;
        this.end = end;
        this.out = out;
    }

    static int decodedSize(byte[] in, int offset, int length) {
        var counter = new QuotedPrintable(in, offset + length, null);
        counter.run(offset);
        return counter.size;
    }

    static Decoded decode(byte[] in, int offset, int length) {
        byte[] out = new byte[length];
        var decoder = new QuotedPrintable(in, offset + length, out);
        decoder.run(offset);
        return new Decoded(
                decoder.size == length ? out : Arrays.copyOf(out, decoder.size), decoder.problem);
    }

    private void run(int offset) {
        int i = offset;
        while (i < end) {
            byte octet = in[i];
            if (octet == '=') {
                i = escape(i);
            } else if (octet == ' ' || octet == '\t') {
                i = blanks(i);
            } else {
                put(octet);
                i++;
            }
        }
    }

    private int escape(int at) {
        int high = at + 1 < end ? digit(in[at + 1]) : -1;
        int low = at + 2 < end ? digit(in[at + 2]) : -1;
        if (high >= 0 && low >= 0) {
            put((byte) (high << 4 | low));
            return at + 3;
        }
        int after = skipBlanks(at + 1);
        if (after == end) {
            return end;
        }
        if (in[after] == '\n') {
            return after + 1;
        }
        if (in[after] == '\r') {
            return after + 1 < end && in[after + 1] == '\n' ? after + 2 : after + 1;
        }
        problem = true;
        put((byte) '=');
        return at + 1;
    }

    // RFC 2045 section 6.7: white space at the end of a line must have been added on the way and is
    // deleted.
    private int blanks(int at) {
        int after = skipBlanks(at);
        if (after < end && in[after] != '\n' && in[after] != '\r') {
            for (int i = at; i < after; i++) {
                put(in[i]);
            }
        }
        return after;
    }

    private int skipBlanks(int at) {
        int i = at;
        while (i < end && (in[i] == ' ' || in[i] == '\t')) {
            i++;
        }
        return i;
    }

    private void put(byte octet) {
        if (out != null) {
            out[size] = octet;
        }
        size++;
    }

    static int digit(byte octet) {
        return octet >= '0' && octet <= '9'
                ? octet - '0'
                : octet >= 'A' && octet <= 'F'
                        ? octet - 'A' + 10
                        : octet >= 'a' && octet <= 'f' ? octet - 'a' + 10 : -1;
    }
}
