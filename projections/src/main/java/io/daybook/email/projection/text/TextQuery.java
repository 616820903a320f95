package io.daybook.email.projection.text;

import io.daybook.email.projection.text.Words.Kind;
import io.daybook.email.projection.text.Words.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that is searched for, taken apart (RFC 8621 section 4.4.1).
 *
 * @param phrases all must be found
 * @param isBlank whether nothing at all was asked for: every email matches; otherwise no phrases
 *     means that none does
 */
public record TextQuery(List<Phrase> phrases, boolean isBlank) {
    /** Chars of a text that are looked at: what is beyond restricts no more. */
    public static final int MAX_LENGTH = 2_000;

    public TextQuery {
        phrases = List.copyOf(phrases);
    }

    /**
     * Words that follow each other.
     *
     * @param words never empty
     * @param isPrefix whether the last word may go on
     */
    public record Phrase(List<String> words, boolean isPrefix) {
        public Phrase {
            words = List.copyOf(words);
        }

        /** Whether the phrase is at this index of the words of a text. */
        public boolean isAt(List<Word> text, int index) {
            int last = words.size() - 1;
            if (index + last >= text.size()) {
                return false;
            }
            for (int i = 0; i <= last; i++) {
                var word = text.get(index + i);
                boolean isSame =
                        i == last && isPrefix
                                ? word.text().startsWith(words.get(i))
                                : word.text().equals(words.get(i));
                if (!isSame || (i > 0 && word.increment() != 1)) {
                    return false;
                }
            }
            return true;
        }

        public boolean isIn(List<Word> text) {
            for (int i = 0; i < text.size(); i++) {
                if (isAt(text, i)) {
                    return true;
                }
            }
            return false;
        }
    }

    public static TextQuery parse(String wanted) {
        var text = wanted.length() <= MAX_LENGTH ? wanted : wanted.substring(0, MAX_LENGTH);
        var phrases = new ArrayList<Phrase>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end;
            if (Character.isWhitespace(c)) {
                end = at + 1;
            } else if (closingQuote(text, at) > 0) {
                // RFC 8621 section 4.4.1: text in matched quotes is a phrase.
                int close = closingQuote(text, at);
                add(unescape(text.substring(at + 1, close)), false, phrases);
                end = close + 1;
            } else {
                end = endOfToken(text, at);
                var token = text.substring(at, end);
                add(token, token.endsWith("*"), phrases);
            }
            at = end;
        }
        return new TextQuery(phrases, text.isBlank());
    }

    private static int endOfToken(String text, int start) {
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the quotation that begins here ends, or -1 when none does. */
    private static int closingQuote(String text, int start) {
        char quote = text.charAt(start);
        if (quote != '"' && quote != '\'') {
            return -1;
        }
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    // RFC 8621 section 4.4.1: in a phrase a backslash comes before ' " and \.
    private static String unescape(String quoted) {
        var out = new StringBuilder(quoted.length());
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '\\'
                    && i + 1 < quoted.length()
                    && "'\"\\".indexOf(quoted.charAt(i + 1)) >= 0) {
                i++;
                c = quoted.charAt(i);
            }
            out.append(c);
        }
        return out.toString();
    }

    private static void add(String chunk, boolean isStarred, List<Phrase> phrases) {
        var phrase = phrase(Words.of(chunk), isStarred);
        if (phrase != null) {
            phrases.add(phrase);
        }
    }

    private static @Nullable Phrase phrase(List<Word> words, boolean isStarred) {
        if (words.isEmpty()) {
            return null;
        }
        var last = words.getLast();
        // In a longer run the last character is found with the one before it.
        var needed = last.kind() == Kind.TAIL ? words.subList(0, words.size() - 1) : words;
        boolean goesOn = isStarred && last.kind() == Kind.WHOLE && last.text().length() > 1;
        return new Phrase(
                needed.stream().map(Word::text).toList(), goesOn || last.kind() == Kind.SINGLE);
    }
}
