package io.daybook.mime;

/** Folding white space and comments of RFC 5322 section 3.2.2. */
final class Unfolding {
    private Unfolding() {}

    /** The value without its line ends; the white space that follows them stays. */
    static String unfold(String value) {
        if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
            return value;
        }
        var text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\r' && c != '\n') {
                text.append(c);
            }
        }
        return text.toString();
    }

    /**
     * The unfolded value with each comment outside quotes replaced by a space; an open comment
     * hides nothing.
     */
    static String withoutComments(String value) {
        String text = unfold(value);
        if (text.indexOf('(') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        boolean quoted = false;
        int i = 0;
        int openUntil = -1;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = c == '(' && !quoted && openUntil < 0 ? commentEnd(text, i) : i;
            if (end > i) {
                out.append(' ');
                i = end;
                continue;
            }
            openUntil = end < 0 ? i : openUntil;
            quoted ^= c == '"' && (i == 0 || text.charAt(i - 1) != '\\');
            out.append(c);
            i++;
        }
        return out.toString();
    }

    /** Where the comment that opens here ends, after its parenthesis, or -1 when it never does. */
    static int commentEnd(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
