package io.daybook.blob.command;

import io.daybook.core.codec.Deflated;
import io.daybook.core.codec.Deflated.Range;
import io.daybook.journal.SealBroken;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Deflates octets before they are sealed, where it saves at least an eighth; afterwards nothing
 * compresses them any more. The first octet tells the form.
 */
public final class Squeeze {
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    private static final int SMALLEST = 256;
    private static final int LENGTH_OCTETS = 4;
    private static final byte[] NO_DICTIONARY = {};

    private Squeeze() {}

    public static byte[] pack(byte[] octets) {
        byte[] deflated = octets.length < SMALLEST ? null : deflate(octets);
        if (deflated != null) {
            return deflated;
        }
        byte[] plain = new byte[octets.length + 1];
        plain[0] = PLAIN;
        System.arraycopy(octets, 0, plain, 1, octets.length);
        return plain;
    }

    private static byte @Nullable [] deflate(byte[] octets) {
        byte[] packed = new byte[octets.length - octets.length / 8];
        packed[0] = DEFLATED;
        for (int i = 0; i < LENGTH_OCTETS; i++) {
            packed[1 + i] = (byte) (octets.length >>> (24 - 8 * i));
        }
        int start = 1 + LENGTH_OCTETS;
        int length =
                Deflated.deflate(
                        new Range(octets, 0, octets.length),
                        NO_DICTIONARY,
                        new Range(packed, start, packed.length - start));
        return length > 0 ? Arrays.copyOf(packed, start + length) : null;
    }

    /**
     * @throws SealBroken when the octets are not what {@link #pack} made
     */
    public static byte[] unpack(byte[] packed, String what) {
        if (packed.length > 0 && packed[0] == PLAIN) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        int start = 1 + LENGTH_OCTETS;
        if (packed.length < start || packed[0] != DEFLATED) {
            throw new SealBroken(what);
        }
        int length = 0;
        for (int i = 1; i < start; i++) {
            length = (length << 8) | (packed[i] & 0xFF);
        }
        byte[] octets = new byte[length];
        var deflated = new Range(packed, start, packed.length - start);
        if (!Deflated.inflate(deflated, NO_DICTIONARY, octets)) {
            throw new SealBroken(what);
        }
        return octets;
    }
}
