package io.daybook.smtp;

/** The characters beyond ASCII that an address may have (RFC 6531 section 3.3). */
final class NonAscii {
    private NonAscii() {}

    /**
     * UTF8-non-ascii without what could never be read: controls, separators of lines, formatting
     * that reorders text, surrogates without a partner, private and unassigned code points.
     */
    static boolean isAllowed(int c) {
        if (c < 0xA0) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    false;
            case Character.FORMAT -> isJoiner(c);
            default -> true;
        };
    }

    /** What a U-label may hold (RFC 5892): letters, digits, marks, joiners and the middle dot. */
    static boolean isAllowedInLabel(int c) {
        return isAllowed(c)
                && (Character.isLetterOrDigit(c)
                        || isJoiner(c)
                        || c == 0xB7
                        || c == 0x30FB
                        || switch (Character.getType(c)) {
                            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK ->
                                    true;
                            default -> false;
                        });
    }

    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }
}
