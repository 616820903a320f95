package io.daybook.mime;

import java.util.List;

/**
 * The preview line of a message: its own words first, without quotations, signature and extra white
 * space.
 */
final class Preview {
    static final int MAX_LENGTH = 256;
    private static final int READ = 8 * 1024;
    private static final int READ_HTML = 64 * 1024;

    private Preview() {}

    static String of(byte[] message, BodyParts bodies) {
        String text = of(message, bodies.textBody());
        return text.isEmpty() ? of(message, bodies.htmlBody()) : text;
    }

    private static String of(byte[] message, List<Part> parts) {
        for (Part part : parts) {
            if (part.isText()) {
                boolean html = part.type().equals("text/html");
                String value = PartContent.text(message, part, html ? READ_HTML : READ).value();
                String text = html ? HtmlText.strip(value) : value;
                String line = line(text, true);
                line = line.isEmpty() ? line(text, false) : line;
                if (!line.isEmpty()) {
                    return line;
                }
            }
        }
        return "";
    }

    private static String line(String text, boolean ownWordsOnly) {
        var out = new StringBuilder(MAX_LENGTH);
        int start = 0;
        while (start < text.length() && out.length() <= MAX_LENGTH) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (ownWordsOnly && isSignature(text, start, end)) {
                break;
            }
            if (!ownWordsOnly || text.charAt(start) != '>') {
                append(text, start, end, out);
            }
            start = end + 1;
        }
        int length = out.length();
        if (length > MAX_LENGTH) {
            length =
                    Character.isHighSurrogate(out.charAt(MAX_LENGTH - 1))
                            ? MAX_LENGTH - 1
                            : MAX_LENGTH;
        }
        return out.substring(0, length).stripTrailing();
    }

    private static boolean isSignature(String text, int start, int end) {
        int length = end > start && text.charAt(end - 1) == '\r' ? end - 1 - start : end - start;
        return (length == 2 || length == 3)
                && text.startsWith("--", start)
                && (length == 2 || text.charAt(start + 2) == ' ');
    }

    private static void append(String text, int start, int end, StringBuilder out) {
        boolean gap = !out.isEmpty();
        for (int i = start; i < end && out.length() <= MAX_LENGTH; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c) || c == '\u00A0') {
                gap |= !out.isEmpty();
            } else if (!isInvisible(c)) {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
    }

    /** Fillers with which newsletters blank the rest of a preview. */
    private static boolean isInvisible(char c) {
        return c == '\u200B'
                || c == '\u200C'
                || c == '\u200D'
                || c == '\u034F'
                || c == '\uFEFF'
                || c == '\u00AD';
    }
}
