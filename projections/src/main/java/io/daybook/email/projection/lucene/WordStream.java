package io.daybook.email.projection.lucene;

import io.daybook.email.projection.text.Words;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The words of a text, as Lucene takes them in. */
final class WordStream extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment =
            addAttribute(PositionIncrementAttribute.class);
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
        var word = words.next();
        if (word == null) {
            return false;
        }
        // Both attributes are set anew: nothing else has to be cleared.
        term.setEmpty().append(word.text());
        increment.setPositionIncrement(word.increment());
        return true;
    }
}
