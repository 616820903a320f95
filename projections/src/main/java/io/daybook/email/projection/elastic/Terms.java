package io.daybook.email.projection.elastic;

import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.text.Words;
import io.daybook.email.projection.text.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How words are written into documents and into queries: the same in both. */
final class Terms {
    static final String BODY = "body";

    /** Header fields that are searched by their own, as {@link TextField} names them. */
    static final List<String> HEADERS = List.of("from", "to", "cc", "bcc", "subject");

    private static final List<String> ANYWHERE =
            List.of("from", "to", "cc", "bcc", "subject", BODY);

    /** Chars of a field's name; what is beyond is cut off, since a term has its bounds. */
    private static final int LONGEST_NAME = 1_000;

    /** What stands for white space inside a word: some letters fold to several words. */
    private static final char SPACE = '\u0001';

    private final String mark;

    Terms(Scope scope) {
        this.mark = scope.mark();
    }

    static List<String> fields(TextField field) {
        return switch (field) {
            case ANYWHERE -> ANYWHERE;
            case FROM, TO, CC, BCC, SUBJECT, BODY -> List.of(field.name().toLowerCase(Locale.ROOT));
        };
    }

    String word(String word) {
        return mark + inOnePiece(word);
    }

    /** The words of a text, divided by spaces; one element for each part without a gap. */
    List<String> texts(String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var words = new Words(text);
        for (Word word = words.next(); word != null; word = words.next()) {
            if (word.increment() > 1 && !part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(part.isEmpty() ? "" : " ").append(word(word.text()));
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    /** The name of a header field, as a term. */
    String name(String name) {
        return mark + cut(name);
    }

    /** A word of a header field, as a term that belongs to the name. */
    String named(String name, String word) {
        return mark + cut(name) + ":" + inOnePiece(word);
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    static String inOnePiece(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isWhitespace(word.charAt(i))) {
                return replaced(word);
            }
        }
        return word;
    }

    private static String replaced(String word) {
        var out = new StringBuilder(word);
        for (int i = 0; i < out.length(); i++) {
            if (Character.isWhitespace(out.charAt(i))) {
                out.setCharAt(i, SPACE);
            }
        }
        return out.toString();
    }
}
