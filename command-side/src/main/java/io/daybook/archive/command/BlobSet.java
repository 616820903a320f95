package io.daybook.archive.command;

import io.daybook.core.BlobId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Content hashes, 48 octets of memory for each at most. */
final class BlobSet {
    private static final int LONGS = 4;
    private static final int FIRST = 1 << 10;

    private long[] table = new long[FIRST * LONGS];
    private int size;

    int size() {
        return size;
    }

    /** Whether it was not there before. */
    boolean add(BlobId blob) {
        if (size * 3L >= table.length / LONGS * 2L) {
            grow();
        }
        long[] hash = longs(blob);
        int at = place(table, hash);
        if (isAt(table, at, hash)) {
            return false;
        }
        System.arraycopy(hash, 0, table, at, LONGS);
        size++;
        return true;
    }

    boolean contains(BlobId blob) {
        long[] hash = longs(blob);
        return isAt(table, place(table, hash), hash);
    }

    void forEach(Consumer<BlobId> visitor) {
        var octets = ByteBuffer.allocate(LONGS * Long.BYTES);
        for (int at = 0; at < table.length; at += LONGS) {
            if (!isFree(table, at)) {
                octets.asLongBuffer().put(table, at, LONGS);
                visitor.accept(BlobId.ofSha256(octets.array()));
            }
        }
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(table.length, 2)];
        for (int at = 0; at < table.length; at += LONGS) {
            if (!isFree(table, at)) {
                long[] hash = Arrays.copyOfRange(table, at, at + LONGS);
                System.arraycopy(hash, 0, larger, place(larger, hash), LONGS);
            }
        }
        table = larger;
    }

    /** Where the hash is, or the free place where it belongs. */
    private static int place(long[] table, long[] hash) {
        int slots = table.length / LONGS;
        int slot = (int) (hash[0] & (slots - 1));
        while (!isFree(table, slot * LONGS) && !isAt(table, slot * LONGS, hash)) {
            slot = (slot + 1) & (slots - 1);
        }
        return slot * LONGS;
    }

    private static boolean isAt(long[] table, int at, long[] hash) {
        return Arrays.equals(table, at, at + LONGS, hash, 0, LONGS);
    }

    /** Nobody finds octets whose SHA-256 is zero. */
    private static boolean isFree(long[] table, int at) {
        return (table[at] | table[at + 1] | table[at + 2] | table[at + 3]) == 0;
    }

    private static long[] longs(BlobId blob) {
        long[] longs = new long[LONGS];
        ByteBuffer.wrap(blob.sha256Octets()).asLongBuffer().get(longs);
        return longs;
    }
}
