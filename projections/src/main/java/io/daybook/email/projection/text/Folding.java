package io.daybook.email.projection.text;

import java.text.Normalizer;
import java.util.Locale;

/** Texts without regard to case, diacritics and compatibility forms. */
public final class Folding {
    private Folding() {}

    /** The same for all texts that should match each other. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return foldUnicode(text);
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** The same, and white space at the ends and beyond one space does not count either. */
    public static String foldValue(String text) {
        return fold(text).strip().replaceAll("\\s+", " ");
    }

    private static String foldUnicode(String text) {
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var out = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (!isDropped(c)) {
                append(c, out);
            }
        }
        // Hangul and Kana come together again; marks that are letters elsewhere were kept.
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    /** Diacritics of Latin, Greek and Cyrillic, points of Hebrew and Arabic, invisible signs. */
    private static boolean isDropped(char c) {
        return (c >= 0x0300 && c <= 0x036F)
                || (c >= 0x0591 && c <= 0x05C7 && c != 0x05BE)
                || (c >= 0x064B && c <= 0x065F)
                || c == 0x0670
                || (c >= 0xFE00 && c <= 0xFE0F)
                || Character.getType(c) == Character.FORMAT;
    }

    private static void append(char c, StringBuilder out) {
        switch (c) {
            case 'ß' -> out.append("ss");
            case 'æ' -> out.append("ae");
            case 'œ' -> out.append("oe");
            case 'þ' -> out.append("th");
            case 'ø' -> out.append('o');
            case 'đ', 'ð' -> out.append('d');
            case 'ħ' -> out.append('h');
            case 'ł' -> out.append('l');
            case 'ŧ' -> out.append('t');
            case 'ı' -> out.append('i');
            case 'ς' -> out.append('σ');
            default -> out.append(c);
        }
    }
}
