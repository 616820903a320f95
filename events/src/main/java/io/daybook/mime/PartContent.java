package io.daybook.mime;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The content of a part: its octets without the transfer encoding, and its text. Broken encodings
 * are tolerated.
 */
public final class PartContent {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int SLACK = 1024;

    /**
     * The text of a part (EmailBodyValue, RFC 8621 section 4.1.4).
     *
     * @param isEncodingProblem whether the charset or transfer encoding was unknown, or something
     *     was malformed
     */
    public record Decoded(String value, boolean isEncodingProblem, boolean isTruncated) {}

    private PartContent() {}

    /** The octets of the part after transfer decoding: {@link Part#size()} many. */
    public static byte[] decode(byte[] message, Part part) {
        return decode(message, part.offset(), part.length(), part.encoding()).octets();
    }

    /** The same as a stream; octets that need no decoding are not copied. */
    public static InputStream open(byte[] message, Part part) {
        return isVerbatim(part.encoding())
                ? new ByteArrayInputStream(message, part.offset(), part.length())
                : new ByteArrayInputStream(decode(message, part));
    }

    /**
     * The text of the part, with LF line ends.
     *
     * @param maxBytes at most so many UTF-8 octets, never ending within a code point nor, in HTML,
     *     within a tag; 0 for all
     */
    public static Decoded text(byte[] message, Part part, long maxBytes) {
        if (maxBytes > 0 && maxBytes < (part.length() - SLACK) / 8) {
            // Enough for any charset: no UTF-8 octet of the text takes eight octets of the encoded
            // part, but for
            // long runs of escape sequences, and then the whole part is read.
            var start = textOf(message, part, (int) maxBytes * 8 + SLACK, false);
            if (Utf8.size(start.value()) > maxBytes) {
                return cut(start, part, maxBytes);
            }
        }
        var whole = textOf(message, part, part.length(), true);
        return maxBytes > 0 ? cut(whole, part, maxBytes) : whole;
    }

    static io.daybook.mime.Decoded decode(
            byte[] message, int offset, int length, TransferEncoding encoding) {
        return switch (encoding) {
            case BASE64 -> Base64.decode(message, offset, length);
            case QUOTED_PRINTABLE -> QuotedPrintable.decode(message, offset, length);
            case UUENCODE -> UuEncoding.decode(message, offset, length);
            case IDENTITY -> verbatim(message, offset, length, false);
            case UNKNOWN -> verbatim(message, offset, length, true);
        };
    }

    static int decodedSize(byte[] message, int offset, int length, TransferEncoding encoding) {
        return switch (encoding) {
            case BASE64 -> Base64.decodedSize(message, offset, length);
            case QUOTED_PRINTABLE -> QuotedPrintable.decodedSize(message, offset, length);
            case UUENCODE -> UuEncoding.decode(message, offset, length).octets().length;
            case IDENTITY, UNKNOWN -> length;
        };
    }

    private static boolean isVerbatim(TransferEncoding encoding) {
        return encoding == TransferEncoding.IDENTITY || encoding == TransferEncoding.UNKNOWN;
    }

    private static io.daybook.mime.Decoded verbatim(
            byte[] message, int offset, int length, boolean problem) {
        return new io.daybook.mime.Decoded(
                Arrays.copyOfRange(message, offset, offset + length), problem);
    }

    private static Decoded textOf(byte[] message, Part part, int length, boolean whole) {
        byte[] octets;
        int offset = 0;
        int size;
        boolean problem = part.encoding() == TransferEncoding.UNKNOWN;
        if (isVerbatim(part.encoding())) {
            octets = message;
            offset = part.offset();
            size = length;
        } else {
            var decoded = decode(message, part.offset(), length, part.encoding());
            octets = decoded.octets();
            size = octets.length;
            problem |= whole && decoded.problem();
        }
        var text = charsetDecoded(octets, offset, size, part.charset(), whole);
        return new Decoded(withLineFeeds(text.text()), problem || text.problem(), false);
    }

    /** Each LF without the CR, or the several, before it. */
    private static String withLineFeeds(String text) {
        if (text.indexOf('\r') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        int copied = 0;
        for (int cr = text.indexOf('\r'); cr >= 0; ) {
            int end = cr + 1;
            while (end < text.length() && text.charAt(end) == '\r') {
                end++;
            }
            if (end < text.length() && text.charAt(end) == '\n') {
                out.append(text, copied, cr);
                copied = end;
            }
            cr = text.indexOf('\r', end);
        }
        return out.append(text, copied, text.length()).toString();
    }

    private static Charsets.Decoded charsetDecoded(
            byte[] octets, int offset, int length, @Nullable String charset, boolean whole) {
        String name = charset == null ? "us-ascii" : charset.toLowerCase(Locale.ROOT);
        boolean ascii = name.equals("us-ascii") || name.equals("ascii") || name.isEmpty();
        var decoded = ascii ? null : Charsets.decode(name, octets, offset, length, whole);
        if (decoded != null) {
            return decoded;
        }
        // RFC 8621 section 4.1.4: the server MAY use heuristics when the charset is unknown or
        // believed wrong.
        var utf8 = Charsets.decode(StandardCharsets.UTF_8, octets, offset, length, whole);
        if (!utf8.problem()) {
            return new Charsets.Decoded(utf8.text(), !ascii);
        }
        return new Charsets.Decoded(
                Charsets.decode(WINDOWS_1252, octets, offset, length, whole).text(), true);
    }

    private static Decoded cut(Decoded text, Part part, long maxBytes) {
        String value = text.value();
        if (value.length() <= maxBytes / 3) {
            // No char takes more than three octets.
            return text;
        }
        int end = Utf8.prefix(value, maxBytes);
        if (end == value.length()) {
            return text;
        }
        if (part.type().equals("text/html")) {
            int tag = value.lastIndexOf('<', end - 1);
            boolean inside =
                    tag >= 0 && value.indexOf('>', tag) >= end
                            || tag >= 0 && value.indexOf('>', tag) < 0;
            end = inside && HtmlText.opensTag(value, tag) ? tag : end;
        }
        return new Decoded(value.substring(0, end), text.isEncodingProblem(), true);
    }
}
