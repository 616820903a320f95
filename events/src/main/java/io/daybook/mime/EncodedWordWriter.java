package io.daybook.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes text as encoded-words of RFC 2047, each of whole code points and at most 75 characters.
 */
final class EncodedWordWriter {
    private static final int MAX_CONTENT = 75 - "=?utf-8?q??=".length();
    private static final int MIN_CONTENT = 16;

    private EncodedWordWriter() {}

    /**
     * @param room the columns left for the first word
     */
    static List<String> words(String text, int room) {
        boolean base64 = text.chars().filter(c -> c > 0x7F).count() * 3 > text.length();
        var words = new ArrayList<String>();
        int limit = Math.clamp(room - (75 - MAX_CONTENT), MIN_CONTENT, MAX_CONTENT);
        var content = new StringBuilder();
        int start = 0;
        int octets = 0;
        for (int i = 0; i < text.length(); ) {
            int end = text.offsetByCodePoints(i, 1);
            String q = base64 ? "" : q(text.substring(i, end));
            int width =
                    base64
                            ? (octets + utf8(text, i, end).length + 2) / 3 * 4
                            : content.length() + q.length();
            if (width > limit && i > start) {
                words.add(word(base64, content, text, start, i));
                content.setLength(0);
                start = i;
                octets = 0;
                limit = MAX_CONTENT;
            }
            content.append(q);
            octets += utf8(text, i, end).length;
            i = end;
        }
        if (start < text.length()) {
            words.add(word(base64, content, text, start, text.length()));
        }
        return words;
    }

    private static String word(
            boolean base64, StringBuilder content, String text, int start, int end) {
        return base64
                ? "=?utf-8?b?" + Base64.getEncoder().encodeToString(utf8(text, start, end)) + "?="
                : "=?utf-8?q?" + content + "?=";
    }

    private static byte[] utf8(String text, int start, int end) {
        return text.substring(start, end).getBytes(StandardCharsets.UTF_8);
    }

    /** The Q encoding with the characters that RFC 2047 section 5 allows within a phrase. */
    private static String q(String codePoint) {
        char c = codePoint.charAt(0);
        if (c == ' ') {
            return "_";
        }
        if (c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "!*+-/".indexOf(c) >= 0) {
            return codePoint;
        }
        var out = new StringBuilder();
        for (byte octet : codePoint.getBytes(StandardCharsets.UTF_8)) {
            out.append('=').append(ParameterWriter.hex(octet));
        }
        return out.toString();
    }
}
