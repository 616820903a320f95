package io.daybook.email.query;

import io.daybook.email.projection.EmailColumns;
import java.util.Arrays;

/**
 * Emails in the order of their keys, equal keys by ascending id. The first few come off a heap;
 * only who reads on, or asks for a rank, pays for sorting them all.
 */
final class SortedEmails implements EmailColumns.Order {
    private static final int HEAP_SHARE = 16;

    private final int[] emails;

    /**
     * The key of an email above its index: ascending when {@code isSorted}; else a heap whose
     * smallest is first, and behind it what came off, the last that came off first.
     */
    private final long[] keys;

    private int heapSize;
    private boolean isSorted;

    /**
     * @param emails ascending
     */
    SortedEmails(int[] emails, SortKey key) {
        this.emails = emails;
        this.keys = key.withIndex();
        this.heapSize = keys.length;
        for (int i = heapSize / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public int emailAt(int rank) {
        if (!isSorted && rank > keys.length / HEAP_SHARE) {
            sort();
        }
        return emails[SortKey.indexOf(isSorted ? keys[rank] : fromHeap(rank), keys.length)];
    }

    @Override
    public int rankOf(int email) {
        int index = Arrays.binarySearch(emails, email);
        if (index < 0) {
            return -1;
        }
        sort();
        for (int rank = 0; rank < keys.length; rank++) {
            if (SortKey.indexOf(keys[rank], keys.length) == index) {
                return rank;
            }
        }
        throw new IllegalStateException("an email lost its key");
    }

    private void sort() {
        if (!isSorted) {
            Arrays.sort(keys);
            isSorted = true;
        }
    }

    private long fromHeap(int rank) {
        int place = keys.length - 1 - rank;
        while (heapSize > place) {
            heapSize--;
            long smallest = keys[0];
            keys[0] = keys[heapSize];
            keys[heapSize] = smallest;
            sink(0);
        }
        return keys[place];
    }

    private void sink(int from) {
        int hole = from;
        long value = keys[hole];
        for (int child = 2 * hole + 1; child < heapSize; child = 2 * hole + 1) {
            if (child + 1 < heapSize && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= value) {
                break;
            }
            keys[hole] = keys[child];
            hole = child;
        }
        if (hole < keys.length) {
            keys[hole] = value;
        }
    }
}
