package io.daybook.audit.projection.lucene;

import io.daybook.audit.CountAudit.Count;
import io.daybook.audit.CountAudit.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The values of a column and how many documents have each. */
final class TermCounts {
    private TermCounts() {}

    /**
     * @param deleted whether some of the documents may be deleted: then they are counted one by one
     */
    static Counts of(
            IndexReader reader, String column, @Nullable String after, int limit, boolean deleted)
            throws IOException {
        var counts = new ArrayList<Count>();
        var terms = MultiTerms.getTerms(reader, column);
        if (terms == null) {
            return new Counts(List.of(), true);
        }
        TermsEnum all = terms.iterator();
        Bits live = deleted ? MultiBits.getLiveDocs(reader) : null;
        for (BytesRef term = first(all, after); term != null; term = all.next()) {
            long count = live == null ? all.docFreq() : count(all, live);
            if (count > 0 && counts.size() == limit) {
                return new Counts(counts, false);
            }
            if (count > 0) {
                counts.add(new Count(term.utf8ToString(), count));
            }
        }
        return new Counts(counts, true);
    }

    private static @Nullable BytesRef first(TermsEnum all, @Nullable String after)
            throws IOException {
        if (after == null) {
            return all.next();
        }
        BytesRef last = Columns.term(after);
        return switch (all.seekCeil(last)) {
            case END -> null;
            case FOUND -> all.next();
            case NOT_FOUND -> all.term();
        };
    }

    private static long count(TermsEnum term, Bits live) throws IOException {
        PostingsEnum postings = term.postings(null, PostingsEnum.NONE);
        long count = 0;
        while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            if (live.get(postings.docID())) {
                count++;
            }
        }
        return count;
    }
}
