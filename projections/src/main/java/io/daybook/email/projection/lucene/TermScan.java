package io.daybook.email.projection.lucene;

import io.daybook.email.projection.text.WordPiece;
import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Finds documents of a segment by the terms of one field. */
final class TermScan {
    private final FixedBitSet documents;
    private final @Nullable TermsEnum terms;
    private @Nullable PostingsEnum postings;

    TermScan(LeafReader segment, String field) throws IOException {
        var all = segment.terms(field);
        documents = new FixedBitSet(segment.maxDoc());
        terms = all == null ? null : all.iterator();
    }

    FixedBitSet equalTo(String term) throws IOException {
        if (terms != null && terms.seekExact(new BytesRef(term))) {
            collect(terms);
        }
        return documents;
    }

    /** Documents with a term that is the namespace and a word that the piece matches. */
    FixedBitSet matching(String namespace, WordPiece piece) throws IOException {
        if (!piece.isLeftOpen() && !piece.isRightOpen()) {
            return equalTo(namespace + piece.word());
        }
        if (terms == null) {
            return documents;
        }
        var prefix = new BytesRef(piece.isLeftOpen() ? namespace : namespace + piece.word());
        int skipped = new BytesRef(namespace).length;
        boolean isAtEnd = terms.seekCeil(prefix) == SeekStatus.END;
        BytesRef term = isAtEnd ? null : terms.term();
        while (term != null && StringHelper.startsWith(term, prefix)) {
            var word = new BytesRef(term.bytes, term.offset + skipped, term.length - skipped);
            if (piece.matches(word.utf8ToString())) {
                collect(terms);
            }
            term = terms.next();
        }
        return documents;
    }

    private void collect(TermsEnum at) throws IOException {
        postings = at.postings(postings, PostingsEnum.NONE);
        documents.or(postings);
    }
}
