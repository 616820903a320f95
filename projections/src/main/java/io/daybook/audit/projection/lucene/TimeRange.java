package io.daybook.audit.projection.lucene;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * The entries between two times. In each segment they are neighbours, as the index is sorted by
 * time: the first and the last are found by halving, and nothing between is looked at.
 */
final class TimeRange extends Query {
    private final long least;
    private final long most;

    /**
     * @param least microseconds, included
     * @param most microseconds, included
     */
    TimeRange(long least, long most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context)
                    throws IOException {
                LeafReader reader = context.reader();
                int from = firstAtMost(reader, most);
                int to = least == Long.MIN_VALUE ? reader.maxDoc() : firstAtMost(reader, least - 1);
                if (from >= to) {
                    return null;
                }
                var range = DocIdSetIterator.range(from, to);
                return new DefaultScorerSupplier(new ConstantScoreScorer(score(), mode, range));
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    /** The first document, in the order of the index, whose time is not after this. */
    private static int firstAtMost(LeafReader reader, long micros) throws IOException {
        int low = 0;
        int high = reader.maxDoc();
        while (low < high) {
            int middle = (low + high) >>> 1;
            // Values are read forwards only, so each look begins anew.
            var times = DocValues.getNumeric(reader, Columns.AT);
            boolean later = times.advanceExact(middle) && times.longValue() > micros;
            if (later) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return Columns.AT + ":[" + least + " TO " + most + "]";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeRange range && range.least == least && range.most == most;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(least) * 31 + Long.hashCode(most);
    }
}
