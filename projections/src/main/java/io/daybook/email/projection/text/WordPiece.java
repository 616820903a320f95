package io.daybook.email.projection.text;

import io.daybook.email.projection.text.Words.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What a word of a value must be like when the value contains a text.
 *
 * @param isLeftOpen whether the word may have more before this
 * @param isRightOpen whether the word may have more behind this
 */
public record WordPiece(String word, boolean isLeftOpen, boolean isRightOpen) {
    /** One for each word of the text that the index can tell something about. */
    public static List<WordPiece> of(String text) {
        var pieces = new ArrayList<WordPiece>();
        for (var word : Words.of(text)) {
            boolean isFirst = word.start() == 0;
            boolean isLast = word.end() == text.length();
            switch (word.kind()) {
                case WHOLE, SINGLE -> pieces.add(new WordPiece(word.text(), isFirst, isLast));
                case PAIR -> pieces.add(exactly(word));
                case TAIL -> {
                    if (!isLast) {
                        pieces.add(exactly(word));
                    }
                }
                case CUT -> {}
            }
        }
        return pieces;
    }

    private static WordPiece exactly(Word word) {
        return new WordPiece(word.text(), false, false);
    }

    /** Whether a value contains the text as soon as it has such a word. */
    public boolean isWholeText(String text) {
        return word.equals(text);
    }

    public boolean matches(String term) {
        if (isLeftOpen) {
            return isRightOpen ? term.contains(word) : term.endsWith(word);
        }
        return isRightOpen ? term.startsWith(word) : term.equals(word);
    }
}
