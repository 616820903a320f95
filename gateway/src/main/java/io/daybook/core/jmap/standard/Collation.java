package io.daybook.core.jmap.standard;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The collations of texts (RFC 4790) that a comparator may name. */
public final class Collation {
    private static final String ASCII_NUMERIC = "i;ascii-numeric";
    private static final String ASCII_CASEMAP = "i;ascii-casemap";
    private static final String UNICODE_CASEMAP = "i;unicode-casemap";

    /** What the session lists as collationAlgorithms. */
    public static final List<String> IDENTIFIERS =
            List.of(ASCII_NUMERIC, ASCII_CASEMAP, UNICODE_CASEMAP);

    private Collation() {}

    /**
     * @param identifier one of {@link #IDENTIFIERS}; null is the default, i;unicode-casemap
     */
    public static Comparator<String> comparator(@Nullable String identifier) {
        return switch (identifier == null ? UNICODE_CASEMAP : identifier) {
            case ASCII_NUMERIC ->
                    Comparator.comparing(
                            Collation::number, Comparator.nullsLast(Comparator.naturalOrder()));
            case ASCII_CASEMAP ->
                    Comparator.comparing(Collation::asciiCasemap, Collation::byCodePoint);
            case UNICODE_CASEMAP ->
                    Comparator.comparing(Collation::unicodeCasemap, Collation::byCodePoint);
            default -> throw new IllegalArgumentException("not a collation of ours");
        };
    }

    /** RFC 4790 section 9.1: the leading digits; without any, a text is positive infinity. */
    private static @Nullable BigInteger number(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? null : new BigInteger(text.substring(0, end));
    }

    /** RFC 5051 section 2: titlecase of each code point, then decomposed. */
    private static String unicodeCasemap(String text) {
        var mapped = new StringBuilder(text.length());
        text.codePoints().map(Character::toTitleCase).forEach(mapped::appendCodePoint);
        return Normalizer.normalize(mapped, Normalizer.Form.NFKD);
    }

    /** RFC 4790 section 9.2: letters of ASCII only. */
    private static String asciiCasemap(String text) {
        var mapped = new StringBuilder(text.length());
        text.chars()
                .map(c -> c >= 'a' && c <= 'z' ? c - 32 : c)
                .forEach(c -> mapped.append((char) c));
        return mapped.toString();
    }

    /** The order of the octets of UTF-8, which is the order of code points. */
    private static int byCodePoint(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a code point above every other char.
                boolean surrogates = Character.isSurrogate(x) != Character.isSurrogate(y);
                return surrogates ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
