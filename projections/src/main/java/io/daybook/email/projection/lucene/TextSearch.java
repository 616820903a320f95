package io.daybook.email.projection.lucene;

import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.text.TextQuery;
import io.daybook.email.projection.text.TextQuery.Phrase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers text conditions: a set of documents for each phrase, over all fields in which it may be,
 * and what is in all of these sets.
 */
final class TextSearch {
    private final IndexSearcher searcher;

    TextSearch(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    RoaringBitmap search(Text condition) throws IOException {
        var query = TextQuery.parse(condition.text());
        var phrases = new ArrayList<List<Weight>>();
        for (var phrase : query.phrases()) {
            phrases.add(weights(phrase, Fields.of(condition.field())));
        }
        if (query.isBlank()) {
            phrases.add(List.of(weight(new MatchAllDocsQuery())));
        }
        var found = new Matches();
        if (!phrases.isEmpty()) {
            for (var segment : searcher.getIndexReader().leaves()) {
                found.add(segment.reader(), inAll(segment, phrases));
            }
        }
        return found.toBitmap();
    }

    private List<Weight> weights(Phrase phrase, List<String> fields) throws IOException {
        var weights = new ArrayList<Weight>();
        for (var field : fields) {
            weights.add(weight(Phrases.query(phrase, field, searcher.getIndexReader())));
        }
        return weights;
    }

    private Weight weight(Query query) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    private static FixedBitSet inAll(LeafReaderContext segment, List<List<Weight>> phrases)
            throws IOException {
        var matching = inAny(segment, phrases.getFirst());
        for (var phrase : phrases.subList(1, phrases.size())) {
            if (matching.scanIsEmpty()) {
                break;
            }
            matching.and(inAny(segment, phrase));
        }
        return matching;
    }

    private static FixedBitSet inAny(LeafReaderContext segment, List<Weight> weights)
            throws IOException {
        var documents = new FixedBitSet(segment.reader().maxDoc());
        for (var weight : weights) {
            var scorer = weight.scorer(segment);
            if (scorer != null) {
                documents.or(scorer.iterator());
            }
        }
        return documents;
    }
}
