package io.daybook.blob.command.link;

import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.journal.Seal;
import io.daybook.journal.SealBroken;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * Octets sealed in segments of {@link #SIZE}, of which the last may be shorter, so that any range
 * can be opened. A segment is sealed with its number, and whether it is the last, so that none can
 * be moved or cut off.
 */
public final class Segments {
    /** Octets of a segment before it is sealed. */
    public static final int SIZE = 64 * 1024;

    private static final int SEALED = SIZE + Seal.OVERHEAD;

    private Segments() {}

    /** What a segment is sealed with. */
    public static byte[] context(long number, boolean last) {
        var out = new BinaryFieldWriter();
        out.text("kind", "segment");
        out.number("number", number);
        out.flag("last", last);
        return out.toByteArray();
    }

    /** How long so many octets are when they are sealed. */
    static long sealedLength(long size) {
        return size + (last(size) + 1) * Seal.OVERHEAD;
    }

    private static long last(long size) {
        return Math.max(0, size - 1) / SIZE;
    }

    static byte[] seal(Seal seal, SecretKey key, byte[] octets) {
        byte[] sealed = new byte[Math.toIntExact(sealedLength(octets.length))];
        long last = last(octets.length);
        for (int number = 0; number <= last; number++) {
            int from = number * SIZE;
            int length = Math.min(SIZE, octets.length - from);
            byte[] segment = seal.seal(key, context(number, number == last), octets, from, length);
            System.arraycopy(segment, 0, sealed, number * SEALED, segment.length);
        }
        return sealed;
    }

    /** Reads sealed octets. */
    interface Reading {
        byte[] read(long offset, int length);
    }

    /**
     * Octets [offset, offset + length) of a blob of that size, fewer at its end. One without octets
     * is opened all the same.
     *
     * @throws SealBroken when they are not what was sealed, or not as many
     */
    static byte[] open(SecretKey key, long size, long offset, int length, Reading sealed) {
        int wanted = (int) Math.min(length, Math.max(0, size - offset));
        if (wanted == 0 && size > 0) {
            return new byte[0];
        }
        long first = offset / SIZE;
        long end = Math.max(0, offset + wanted - 1) / SIZE;
        long from = first * SEALED;
        long until = Math.min((end + 1) * SEALED, sealedLength(size));
        byte[] read = sealed.read(from, Math.toIntExact(until - from));
        if (read.length != until - from) {
            throw new SealBroken(
                    "a blob of %d sealed octets, where %d should be,"
                            .formatted(read.length, until - from));
        }
        byte[] octets = new byte[wanted];
        for (long number = first; number <= end; number++) {
            int at = (int) (number - first) * SEALED;
            byte[] segment = Arrays.copyOfRange(read, at, Math.min(at + SEALED, read.length));
            byte[] plain =
                    Seal.open(
                            key,
                            context(number, number == last(size)),
                            segment,
                            "segment " + number + " of a blob");
            long start = Math.max(offset, number * SIZE);
            int skipped = (int) (start - number * SIZE);
            int count = (int) Math.min(plain.length - skipped, offset + wanted - start);
            System.arraycopy(plain, skipped, octets, (int) (start - offset), count);
        }
        return octets;
    }
}
