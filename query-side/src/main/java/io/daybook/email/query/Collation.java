package io.daybook.email.query;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A collation of the IANA registry (RFC 4790) by which texts are sorted. Each maps a text to a key;
 * keys are compared by code points.
 */
public enum Collation {
    /** Leading digits as a number; texts without are all equal and last (RFC 4790 section 9.1). */
    ASCII_NUMERIC("i;ascii-numeric") {
        @Override
        String key(String text) {
            return numericKey(text);
        }
    },
    /** ASCII letters without case (RFC 4790 section 9.2). */
    ASCII_CASEMAP("i;ascii-casemap") {
        @Override
        String key(String text) {
            return asciiUpper(text);
        }
    },
    /** Title case, decomposed (RFC 5051). */
    UNICODE_CASEMAP("i;unicode-casemap") {
        @Override
        String key(String text) {
            return unicodeKey(text);
        }
    };

    private final String registered;

    Collation(String registered) {
        this.registered = registered;
    }

    abstract String key(String text);

    /** The name on the wire. */
    public String registered() {
        return registered;
    }

    /**
     * The collation of this name; null names the default, {@code i;unicode-casemap}.
     *
     * @throws IllegalArgumentException when it is not supported
     */
    public static Collation named(@Nullable String name) {
        if (name == null) {
            return UNICODE_CASEMAP;
        }
        for (var collation : values()) {
            if (collation.registered.equals(name)) {
                return collation;
            }
        }
        throw new IllegalArgumentException("not a supported collation: " + name);
    }

    /** Orders keys as their UTF-8 octets would be: by code points, not by UTF-16 units. */
    static int compareKeys(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return fixUp(x) - fixUp(y);
            }
        }
        return a.length() - b.length();
    }

    /** Puts surrogates above the rest of the basic plane. */
    private static int fixUp(char c) {
        if (c < 0xD800) {
            return c;
        }
        return c < 0xE000 ? c + 0x2000 : c - 0x800;
    }

    private static String numericKey(String text) {
        int end = 0;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end == 0) {
            return "g";
        }
        int start = 0;
        while (start < end - 1 && text.charAt(start) == '0') {
            start++;
        }
        // Eight hexadecimal digits of the length sort before "g", and shorter numbers first.
        return String.format(Locale.ROOT, "%08x", end - start) + text.substring(start, end);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String asciiUpper(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= 'a' && chars[i] <= 'z') {
                chars[i] -= 'a' - 'A';
            }
        }
        return new String(chars);
    }

    private static String unicodeKey(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                var title = new StringBuilder(text.length());
                text.codePoints().map(Character::toTitleCase).forEach(title::appendCodePoint);
                return Normalizer.normalize(title, Normalizer.Form.NFKD);
            }
        }
        return asciiUpper(text);
    }
}
