package io.daybook.email.projection.lucene;

import io.daybook.email.projection.text.Words;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.BytesRef;

/** The words of a text, as Lucene takes them in. */
final class WordStream extends TokenStream {
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final PositionIncrementAttribute increment =
            addAttribute(PositionIncrementAttribute.class);
    private final BytesRef plain = new BytesRef(Words.MAX_LENGTH);
    private final String text;
    private Words words;

    WordStream(String text) {
        this.text = text;
        this.words = new Words(text);
    }

    @Override
    public void reset() {
        words = new Words(text);
    }

    @Override
    public boolean incrementToken() {
        // Both attributes are set anew: nothing else has to be cleared.
        plain.length = words.nextPlain(plain.bytes);
        if (plain.length > 0) {
            term.setBytesRef(plain);
            increment.setPositionIncrement(words.takeIncrement());
            return true;
        }
        var word = words.next();
        if (word == null) {
            return false;
        }
        term.setBytesRef(new BytesRef(word.text()));
        increment.setPositionIncrement(word.increment());
        return true;
    }
}
