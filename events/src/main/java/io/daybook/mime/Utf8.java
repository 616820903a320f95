package io.daybook.mime;

/** Lengths of text in UTF-8 octets; a lone surrogate counts as the three octets of U+FFFD. */
final class Utf8 {
    private Utf8() {}

    static long size(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            size += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            if (Character.isHighSurrogate(c) && isPair(text, i)) {
                size++;
                i++;
            }
        }
        return size;
    }

    /** The longest prefix, in chars, of at most so many octets that ends between code points. */
    static int prefix(String text, long maxOctets) {
        long left = maxOctets;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && isPair(text, i);
            left -= pair ? 4 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            if (left < 0) {
                return i;
            }
            i += pair ? 2 : 1;
        }
        return i;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
