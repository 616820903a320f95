package io.daybook.email.query;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** A set of non-negative numbers that are dense in places: bits in pages made when needed. */
final class PagedBits {
    private static final int PAGE_SHIFT = 14;
    private static final int PAGE_WORDS = 1 << (PAGE_SHIFT - 6);

    private long[][] pages = new long[64][];
    private int size;

    /** Returns whether the number was not there yet. */
    boolean add(int number) {
        int page = number >>> PAGE_SHIFT;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
        }
        long[] words = pages[page];
        if (words == null) {
            words = new long[PAGE_WORDS];
            pages[page] = words;
        }
        int word = (number >>> 6) & (PAGE_WORDS - 1);
        long bit = 1L << number;
        if ((words[word] & bit) != 0) {
            return false;
        }
        words[word] |= bit;
        size++;
        return true;
    }

    boolean contains(int number) {
        int page = number >>> PAGE_SHIFT;
        long[] words = page < pages.length ? pages[page] : null;
        return words != null && (words[(number >>> 6) & (PAGE_WORDS - 1)] & 1L << number) != 0;
    }

    int size() {
        return size;
    }

    RoaringBitmap toBitmap() {
        var writer = RoaringBitmapWriter.writer().get();
        for (int page = 0; page < pages.length; page++) {
            long[] words = pages[page];
            for (int word = 0; words != null && word < PAGE_WORDS; word++) {
                int base = (page << PAGE_SHIFT) + (word << 6);
                for (long left = words[word]; left != 0; left &= left - 1) {
                    writer.add(base + Long.numberOfTrailingZeros(left));
                }
            }
        }
        return writer.get();
    }
}
