package io.daybook.mime;

/**
 * The words of a message for a search index: all text parts as a reader sees them, and the names of
 * attachments.
 */
public final class SearchText {
    /** Chars; what is beyond is not indexed. */
    public static final int MAX_LENGTH = 1_000_000;

    private static final int MAX_PART_OCTETS = 8 * 1024 * 1024;

    private SearchText() {}

    public static String of(byte[] message, Digest digest) {
        var out = new StringBuilder();
        for (Part part : digest.parts()) {
            if (part.name() != null) {
                append(part.name(), out);
            }
        }
        for (Part part : digest.parts()) {
            if (part.isText() && !part.isMultipart() && out.length() < MAX_LENGTH) {
                String value = PartContent.text(message, part, MAX_PART_OCTETS).value();
                append(part.type().equals("text/html") ? HtmlText.searchable(value) : value, out);
            }
        }
        return out.toString();
    }

    private static void append(String text, StringBuilder out) {
        int length = Math.min(text.length(), MAX_LENGTH - out.length());
        if (length < text.length()
                && length > 0
                && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        if (length > 0) {
            out.append(text, 0, length);
            if (out.length() < MAX_LENGTH) {
                out.append('\n');
            }
        }
    }
}
