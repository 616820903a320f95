package io.daybook.email.query;

import java.util.Arrays;

/**
 * What some emails are sorted by, as numbers: non-negative, none wider than {@code bits}; the
 * smaller is first.
 */
record SortKey(long[] values, int bits) {
    /** The widest key that still sorts as a signed number. */
    static final int MAX_BITS = 63;

    /** A key of any numbers, which are made non-negative and narrow in place. */
    static SortKey of(long[] numbers, boolean isAscending) {
        if (numbers.length == 0) {
            return new SortKey(numbers, 0);
        }
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (long number : numbers) {
            min = Math.min(min, number);
            max = Math.max(max, number);
        }
        if (max - min < 0) {
            // The range is wider than 63 bits: ranks keep the order.
            return of(ranks(numbers), isAscending);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = isAscending ? numbers[i] - min : max - numbers[i];
        }
        return new SortKey(numbers, width(max - min));
    }

    /** The key that sorts by this one, then by {@code next}. */
    SortKey then(SortKey next) {
        if (bits + next.bits > MAX_BITS) {
            var dense = dense();
            var denseNext = next.dense();
            return dense.bits + next.bits <= MAX_BITS
                    ? dense.packedWith(next)
                    : dense.packedWith(denseNext);
        }
        return packedWith(next);
    }

    /** This key, and below it the index of each email, so that one sort gives the order. */
    long[] withIndex() {
        int indexBits = width(values.length);
        var key = bits + indexBits > MAX_BITS ? dense() : this;
        long[] packed = new long[values.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = key.values[i] << indexBits | i;
        }
        return packed;
    }

    static int indexOf(long packed, int length) {
        return (int) (packed & ((1L << width(length)) - 1));
    }

    private SortKey packedWith(SortKey next) {
        long[] packed = new long[values.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = values[i] << next.bits | next.values[i];
        }
        return new SortKey(packed, bits + next.bits);
    }

    /** The same order in at most 31 bits. */
    private SortKey dense() {
        return of(ranks(values), true);
    }

    private static long[] ranks(long[] numbers) {
        long[] distinct = numbers.clone();
        Arrays.sort(distinct);
        int size = 0;
        for (long number : distinct) {
            if (size == 0 || number != distinct[size - 1]) {
                distinct[size++] = number;
            }
        }
        long[] ranks = new long[numbers.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = Arrays.binarySearch(distinct, 0, size, numbers[i]);
        }
        return ranks;
    }

    private static int width(long number) {
        return Long.SIZE - Long.numberOfLeadingZeros(number);
    }
}
