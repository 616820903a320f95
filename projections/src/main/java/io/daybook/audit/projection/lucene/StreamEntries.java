package io.daybook.audit.projection.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The entries of one stream in an index. */
final class StreamEntries {
    /** So many numbers of events are looked at in one go. */
    static final int WINDOW = 1 << 20;

    private static final int DOC_BITS = 31;

    private final IndexReader reader;
    private final String stream;

    StreamEntries(IndexReader reader, String stream) {
        this.reader = reader;
        this.stream = stream;
    }

    private interface Visitor {
        void entry(LeafReaderContext leaf, int document) throws IOException;
    }

    private void forEach(Visitor visitor) throws IOException {
        for (var leaf : reader.leaves()) {
            var streams = DocValues.getSorted(leaf.reader(), Columns.STREAM);
            int ours = streams.lookupTerm(Columns.term(stream));
            Bits live = leaf.reader().getLiveDocs();
            while (ours >= 0 && streams.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (streams.ordValue() == ours && (live == null || live.get(streams.docID()))) {
                    visitor.entry(leaf, streams.docID());
                }
            }
        }
    }

    /**
     * An entry with its document.
     *
     * @param seq of its event
     */
    record Found(long seq, int document) {}

    /** Those whose events are from {@code first} on, {@value #WINDOW} numbers, ascending. */
    List<Found> window(long first) throws IOException {
        var packed = new Longs();
        forEach((leaf, document) -> {
            var numbers = DocValues.getNumeric(leaf.reader(), Columns.SEQ);
            long at = numbers.advanceExact(document) ? numbers.longValue() - first : -1;
            if (at >= 0 && at < WINDOW) {
                packed.add(at << DOC_BITS | leaf.docBase + document);
            }
        });
        long[] sorted = packed.sorted();
        var found = new ArrayList<Found>(sorted.length);
        for (long one : sorted) {
            found.add(new Found(first + (one >>> DOC_BITS), (int) (one & (1L << DOC_BITS) - 1)));
        }
        return found;
    }

    /** The segments with nothing but these entries. */
    CodecReader[] alone() throws IOException {
        var kept = new ArrayList<CodecReader>();
        for (var leaf : reader.leaves()) {
            var ours = new FixedBitSet(Math.max(1, leaf.reader().maxDoc()));
            new StreamEntries(leaf.reader(), stream).forEach((_, document) -> ours.set(document));
            if (ours.cardinality() > 0) {
                kept.add(new Only(codecReader(leaf.reader()), ours));
            }
        }
        return kept.toArray(CodecReader[]::new);
    }

    private static CodecReader codecReader(LeafReader reader) {
        if (reader instanceof CodecReader codec) {
            return codec;
        }
        throw new IllegalStateException("not a segment: " + reader);
    }

    /** A segment of which only some documents are there. */
    private static final class Only extends FilterCodecReader {
        private final FixedBitSet documents;

        Only(CodecReader segment, FixedBitSet documents) {
            super(segment);
            this.documents = documents;
        }

        @Override
        public Bits getLiveDocs() {
            return documents;
        }

        @Override
        public int numDocs() {
            return documents.cardinality();
        }

        @Override
        public CacheHelper getCoreCacheHelper() {
            return in.getCoreCacheHelper();
        }

        @Override
        public @Nullable CacheHelper getReaderCacheHelper() {
            return null;
        }
    }

    /** Numbers in an array that grows. */
    private static final class Longs {
        private long[] values = new long[64];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
