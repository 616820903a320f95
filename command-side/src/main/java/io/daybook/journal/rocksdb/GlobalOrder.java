package io.daybook.journal.rocksdb;

/**
 * Gives the indexes of the global order; on the committer thread alone. What a failed group took is
 * given again.
 */
final class GlobalOrder {
    private long kept;
    private long next;

    GlobalOrder(long last) {
        kept = last + 1;
        next = kept;
    }

    long next() {
        return next++;
    }

    /** So many of the indexes given first are on the disk. */
    void keep(int count) {
        kept += count;
    }

    void forget() {
        next = kept;
    }
}
