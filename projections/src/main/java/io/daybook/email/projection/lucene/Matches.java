package io.daybook.email.projection.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** Collects the emails of the documents that matched. */
final class Matches {
    /** Words of a plain set that are made for each email in it, rather than sorting them. */
    private static final long SPREAD = 4;

    private int[] emails = new int[64];
    private int size;
    private int max;

    /** Adds the emails of those documents of the segment that are not deleted. */
    void add(LeafReader segment, FixedBitSet documents) throws IOException {
        var live = segment.getLiveDocs();
        var numbers = DocValues.getNumeric(segment, Fields.EMAIL);
        int length = documents.length();
        int doc = length == 0 ? DocIdSetIterator.NO_MORE_DOCS : documents.nextSetBit(0);
        while (doc != DocIdSetIterator.NO_MORE_DOCS) {
            if ((live == null || live.get(doc)) && numbers.advanceExact(doc)) {
                add((int) numbers.longValue());
            }
            doc = doc + 1 < length ? documents.nextSetBit(doc + 1) : DocIdSetIterator.NO_MORE_DOCS;
        }
    }

    private void add(int email) {
        if (size == emails.length) {
            emails = Arrays.copyOf(emails, size * 2);
        }
        emails[size++] = email;
        max = Math.max(max, email);
    }

    RoaringBitmap toBitmap() {
        // Merges of segments and of threads break the order of the emails.
        return max / Long.SIZE > SPREAD * size
                ? RoaringBitmap.bitmapOfUnordered(Arrays.copyOf(emails, size))
                : BitSetUtil.bitmapOf(words());
    }

    private long[] words() {
        long[] words = new long[max / Long.SIZE + 1];
        for (int i = 0; i < size; i++) {
            words[emails[i] >>> 6] |= 1L << emails[i];
        }
        return words;
    }
}
