package io.daybook.thread.command;

import io.daybook.core.column.IntRows;
import java.util.function.IntPredicate;

/**
 * Thread keys and the thread of each: rows in the order of their coming, found by open addressing.
 * About 20 octets a key. Keys that nobody needs any more go when the table would have to grow.
 */
final class KeyTable {
    private static final int THREAD = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int SMALLEST = 16;

    private IntRows rows = new IntRows(3);
    private int size;
    private int[] slots = new int[SMALLEST];

    /** The thread bound to the key, 0 when there is none. */
    int get(long key) {
        int entry = slots[slot(key)] - 1;
        return entry < 0 ? 0 : rows.get(entry, THREAD);
    }

    /**
     * Binds the key, anew when it was bound before. {@code needed} tells which threads are alive.
     */
    void put(long key, int thread, IntPredicate needed) {
        int entry = slots[slot(key)] - 1;
        if (entry < 0) {
            makeRoom(needed);
            entry = append(key, thread);
            slots[slot(key)] = entry + 1;
        } else {
            rows.set(entry, THREAD, thread);
        }
    }

    /** Takes up a key that is not there yet; {@link #restored} makes it be found. */
    void restore(long key, int thread) {
        append(key, thread);
    }

    void restored() {
        int length = SMALLEST;
        while (length / 4 * 3 <= size) {
            length *= 2;
        }
        index(length);
    }

    IntRows.Frozen freeze() {
        return rows.freeze();
    }

    int size() {
        return size;
    }

    long octets() {
        return rows.octets() + 4L * slots.length;
    }

    private int append(long key, int thread) {
        rows.put(size, new int[] {thread, (int) (key >>> 32), (int) key});
        return size++;
    }

    /** The slot of the key, or the empty one where it belongs. */
    private int slot(long key) {
        int mask = slots.length - 1;
        int at = hash(key) & mask;
        while (slots[at] != 0 && keyAt(slots[at] - 1) != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private long keyAt(int entry) {
        return keyOf(rows.get(entry, HIGH), rows.get(entry, LOW));
    }

    static long keyOf(int high, int low) {
        return (long) high << 32 | low & 0xFFFFFFFFL;
    }

    private void makeRoom(IntPredicate needed) {
        if (size < slots.length / 4 * 3) {
            return;
        }
        int alive = 0;
        for (int entry = 0; entry < size; entry++) {
            alive += needed.test(rows.get(entry, THREAD)) ? 1 : 0;
        }
        if (alive < size / 4 * 3) {
            keepOnly(needed);
        }
        int length = SMALLEST;
        while (length / 2 < size) {
            length *= 2;
        }
        index(length);
    }

    /** Makes the slots anew; the keys of the rows are all different. */
    private void index(int length) {
        slots = new int[length];
        int mask = length - 1;
        for (int entry = 0; entry < size; entry++) {
            int at = hash(keyAt(entry)) & mask;
            while (slots[at] != 0) {
                at = at + 1 & mask;
            }
            slots[at] = entry + 1;
        }
    }

    /** Keys are random already. */
    private static int hash(long key) {
        return (int) (key ^ key >>> 32);
    }

    private void keepOnly(IntPredicate needed) {
        IntRows old = rows;
        int count = size;
        rows = new IntRows(3);
        size = 0;
        for (int entry = 0; entry < count; entry++) {
            int thread = old.get(entry, THREAD);
            if (needed.test(thread)) {
                append(keyOf(old.get(entry, HIGH), old.get(entry, LOW)), thread);
            }
        }
    }
}
