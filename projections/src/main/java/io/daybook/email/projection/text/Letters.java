package io.daybook.email.projection.text;

/** What a code point is to a word. */
enum Letters {
    /** Divides words. */
    NONE,
    /** Of a word. */
    WORD,
    /** Of a script written without spaces. */
    UNSPACED,
    /** A word by itself. */
    PICTOGRAPH;

    static Letters of(int codePoint) {
        if (codePoint < 0x80) {
            return (codePoint >= 'a' && codePoint <= 'z')
                            || (codePoint >= 'A' && codePoint <= 'Z')
                            || (codePoint >= '0' && codePoint <= '9')
                    ? WORD
                    : NONE;
        }
        if (isLetter(codePoint)) {
            return isUnspaced(codePoint) ? UNSPACED : WORD;
        }
        return codePoint >= 0x1F000 && Character.getType(codePoint) == Character.OTHER_SYMBOL
                ? PICTOGRAPH
                : NONE;
    }

    /** Letters, digits, and what attaches to them: marks, soft hyphens, joiners. */
    private static boolean isLetter(int codePoint) {
        if (Character.isLetterOrDigit(codePoint)) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER ->
                    true;
            case Character.FORMAT -> codePoint != 0x200B;
            default -> false;
        };
    }

    private static boolean isUnspaced(int c) {
        return (c >= 0x0E00 && c <= 0x0EFF) // Thai, Lao
                || (c >= 0x1000 && c <= 0x109F) // Myanmar
                || (c >= 0x1100 && c <= 0x11FF) // Hangul Jamo
                || (c >= 0x1780 && c <= 0x17FF) // Khmer
                || (c >= 0x3005 && c <= 0x3007)
                || (c >= 0x3040 && c <= 0x31FF) // Kana, Bopomofo
                || (c >= 0x3400 && c <= 0x9FFF) // Han
                || (c >= 0xAC00 && c <= 0xD7FF) // Hangul
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFF66 && c <= 0xFFDC) // half width Kana and Hangul
                || (c >= 0x20000 && c <= 0x3FFFF);
    }
}
