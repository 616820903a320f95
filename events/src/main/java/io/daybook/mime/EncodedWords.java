package io.daybook.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes the encoded-words of RFC 2047 in unfolded text. */
final class EncodedWords {
    private final String text;
    private final boolean anywhere;
    private final StringBuilder out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable String pendingCharset;

    private EncodedWords(String text, boolean anywhere) {
        this.text = text;
        this.anywhere = anywhere;
        this.out = new StringBuilder(text.length());
    }

    /**
     * Decodes only words that stand where RFC 2047 section 5 lets them stand: between white space.
     */
    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text, false).run() : text;
    }

    /** Decodes words wherever they stand, as file names need it. */
    static String decodeAnywhere(String text) {
        return text.contains("=?") ? new EncodedWords(text, true).run() : text;
    }

    private String run() {
        int copied = 0;
        int i = text.indexOf("=?");
        while (i >= 0) {
            int end = mayStart(i) ? wordEnd(i) : -1;
            if (end < 0) {
                i = text.indexOf("=?", i + 1);
                continue;
            }
            String gap = text.substring(copied, i);
            // RFC 2047 section 6.2: white space between adjacent encoded-words is not displayed.
            if (pendingCharset == null || !gap.isBlank()) {
                flush();
                out.append(gap);
            }
            if (add(i, end)) {
                copied = end;
            } else {
                flush();
                out.append(text, i, end);
                copied = end;
            }
            i = text.indexOf("=?", end);
        }
        flush();
        return out.append(text, copied, text.length()).toString();
    }

    private boolean mayStart(int at) {
        return anywhere || at == 0 || isBlank(text.charAt(at - 1));
    }

    /**
     * Where the word that starts here ends, or -1 when the syntax of RFC 2047 section 2 is
     * violated.
     */
    private int wordEnd(int start) {
        int question = token(start + 2, false);
        if (question <= start + 2
                || question + 2 >= text.length()
                || text.charAt(question + 2) != '?') {
            return -1;
        }
        if ("BbQq".indexOf(text.charAt(question + 1)) < 0) {
            return -1;
        }
        int close = token(question + 3, anywhere);
        if (close < 0 || close + 1 >= text.length() || text.charAt(close + 1) != '=') {
            return -1;
        }
        int end = close + 2;
        return anywhere || end == text.length() || isBlank(text.charAt(end)) ? end : -1;
    }

    /** The next question mark, or -1 when there is none before white space. */
    private int token(int from, boolean blanks) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '?') {
                return i;
            }
            if (isBlank(c) && !blanks) {
                return -1;
            }
        }
        return -1;
    }

    private boolean add(int start, int end) {
        int question = text.indexOf('?', start + 2);
        String charset = text.substring(start + 2, question);
        int language = charset.indexOf('*');
        charset = language < 0 ? charset : charset.substring(0, language);
        if (Charsets.decode(charset, new byte[0], 0, 0, true) == null) {
            return false;
        }
        if (pendingCharset != null && !pendingCharset.equalsIgnoreCase(charset)) {
            flush();
        }
        pendingCharset = charset;
        boolean base64 = text.charAt(question + 1) == 'B' || text.charAt(question + 1) == 'b';
        String content = text.substring(question + 3, end - 2);
        if (base64) {
            byte[] raw = content.getBytes(StandardCharsets.ISO_8859_1);
            pending.writeBytes(Base64.decode(raw, 0, raw.length).octets());
        } else {
            q(content, charset);
        }
        return true;
    }

    /** Characters that are not ASCII break the rules; they are taken as what they are. */
    private void q(String content, String charset) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int high = c == '=' && i + 2 < content.length() ? digit(content.charAt(i + 1)) : -1;
            int low = high >= 0 ? digit(content.charAt(i + 2)) : -1;
            if (low >= 0) {
                pending.write(high << 4 | low);
                i += 2;
            } else if (c < 0x80) {
                pending.write(c == '_' ? ' ' : c);
            } else {
                flush();
                out.append(c);
                pendingCharset = charset;
            }
        }
    }

    private static int digit(char c) {
        return c < 0x80 ? QuotedPrintable.digit((byte) c) : -1;
    }

    private void flush() {
        String charset = pendingCharset;
        if (charset == null) {
            return;
        }
        byte[] octets = pending.toByteArray();
        var decoded = Charsets.decode(charset, octets, 0, octets.length, true);
        if (decoded != null) {
            // RFC 8621 section 4.1.2.2: NUL and control characters in encoded-words are dropped.
            decoded.text()
                    .chars()
                    .filter(c -> !Character.isISOControl(c))
                    .forEach(c -> out.append((char) c));
        }
        pending.reset();
        pendingCharset = null;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
