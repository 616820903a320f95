package io.daybook.smtp;

/** The {@code Local-part} of RFC 5321 section 4.1.2. */
final class LocalPart {
    private LocalPart() {}

    /** Where the local part that {@code text} begins with ends, or -1 when there is none. */
    static int end(String text) {
        return text.startsWith("\"") ? endOfQuotedString(text) : endOfDotString(text);
    }

    private static int endOfDotString(String text) {
        int at = 0;
        while (true) {
            int atom = at;
            while (at < text.length() && isAtext(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (at == atom) {
                return -1;
            }
            if (at == text.length() || text.charAt(at) != '.') {
                return at;
            }
            at++;
        }
    }

    private static int endOfQuotedString(String text) {
        int at = 1;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c == '\\') {
                // RFC 5321 section 4.1.2: quoted-pairSMTP = %d92 %d32-126
                if (at + 1 >= text.length() || !isPrintableAscii(text.charAt(at + 1))) {
                    return -1;
                }
                at += 2;
            } else if (isPrintableAscii(c) || NonAscii.isAllowed(c)) {
                at += Character.charCount(c);
            } else {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isPrintableAscii(int c) {
        return c >= ' ' && c <= '~';
    }

    private static boolean isAtext(int c) {
        return (c < 0x80 && isAlphanumeric(c))
                || (c < 0x80 && "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0)
                || NonAscii.isAllowed(c);
    }

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
