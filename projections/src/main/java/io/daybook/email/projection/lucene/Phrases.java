package io.daybook.email.projection.lucene;

import io.daybook.email.projection.text.TextQuery.Phrase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Phrases as Lucene's queries of one field. */
final class Phrases {
    /** Words that the last one of a phrase may go on to. */
    private static final int MAX_EXPANSIONS = 1 << 16;

    private Phrases() {}

    static Query query(Phrase phrase, String field, IndexReader reader) throws IOException {
        var words = phrase.words();
        var last = new Term(field, words.getLast());
        if (words.size() == 1) {
            return phrase.isPrefix() ? new PrefixQuery(last) : new TermQuery(last);
        }
        if (!phrase.isPrefix()) {
            return new PhraseQuery(field, words.toArray(String[]::new));
        }
        var expanded = expand(last, reader);
        if (expanded.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        var query = new MultiPhraseQuery.Builder();
        for (var word : words.subList(0, words.size() - 1)) {
            query.add(new Term(field, word));
        }
        query.add(expanded.toArray(Term[]::new));
        return query.build();
    }

    private static List<Term> expand(Term prefix, IndexReader reader) throws IOException {
        var expanded = new ArrayList<Term>();
        var terms = MultiTerms.getTerms(reader, prefix.field());
        if (terms == null) {
            return expanded;
        }
        var all = terms.iterator();
        boolean isAtEnd = all.seekCeil(prefix.bytes()) == TermsEnum.SeekStatus.END;
        for (BytesRef term = isAtEnd ? null : all.term(); term != null; term = all.next()) {
            if (!StringHelper.startsWith(term, prefix.bytes())
                    || expanded.size() == MAX_EXPANSIONS) {
                break;
            }
            expanded.add(new Term(prefix.field(), BytesRef.deepCopyOf(term)));
        }
        return expanded;
    }
}
