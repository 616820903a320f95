package io.daybook.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The transfer encodings that composed messages use. */
enum ContentEncoder {
    SEVEN_BIT("7bit"),
    EIGHT_BIT("8bit"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    private static final int MAX_LINE = 998;
    private static final int QP_LINE = 75;

    private final String label;

    ContentEncoder(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static ContentEncoder choose(NewPart part, byte[] octets) {
        boolean lines = hasMailLines(octets);
        boolean ascii = Charsets.isAscii(octets, 0, octets.length);
        if (lines && ascii && (part.partId() != null || isText(part))) {
            return SEVEN_BIT;
        }
        // RFC 2046 section 5.2.1: a message/rfc822 may only be 7bit, 8bit or binary; what is
        // neither is encoded all
        // the same, because binary does not survive transport.
        if (lines && part.effectiveType().equals("message/rfc822")) {
            return EIGHT_BIT;
        }
        return part.partId() != null && isMostlyAscii(octets) ? QUOTED_PRINTABLE : BASE64;
    }

    private static boolean isText(NewPart part) {
        return part.effectiveType().startsWith("text/")
                || part.effectiveType().startsWith("message/");
    }

    byte[] encode(byte[] octets) {
        return switch (this) {
            case SEVEN_BIT, EIGHT_BIT -> octets;
            case QUOTED_PRINTABLE -> quotedPrintable(octets);
            case BASE64 -> Base64.getMimeEncoder().encode(octets);
        };
    }

    /**
     * Whether the octets are lines of RFC 5322: CRLF only as a pair, no NUL, no line over 998
     * octets.
     */
    private static boolean hasMailLines(byte[] octets) {
        int column = 0;
        for (int i = 0; i < octets.length; i++) {
            byte octet = octets[i];
            if (octet == '\r' && i + 1 < octets.length && octets[i + 1] == '\n') {
                column = 0;
                i++;
            } else if (octet == '\r' || octet == '\n' || octet == 0 || ++column > MAX_LINE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMostlyAscii(byte[] octets) {
        int high = 0;
        for (byte octet : octets) {
            high += octet < 0 || octet == 0 ? 1 : 0;
        }
        return high <= octets.length / 6;
    }

    private static byte[] quotedPrintable(byte[] octets) {
        var out = new ByteArrayOutputStream(octets.length + octets.length / 4);
        int column = 0;
        for (int i = 0; i < octets.length; i++) {
            byte octet = octets[i];
            if (isLineEnd(octets, i)) {
                out.write('\r');
                out.write('\n');
                column = 0;
                i++;
                continue;
            }
            boolean blankAtEnd =
                    (octet == ' ' || octet == '\t')
                            && (i + 1 == octets.length || isLineEnd(octets, i + 1));
            boolean plain = octet >= ' ' && octet < 0x7F && octet != '=' || octet == '\t';
            String encoded = plain && !blankAtEnd ? null : "=" + ParameterWriter.hex(octet);
            int width = encoded == null ? 1 : 3;
            if (column + width > QP_LINE) {
                out.writeBytes("=\r\n".getBytes(StandardCharsets.US_ASCII));
                column = 0;
            }
            if (encoded == null) {
                out.write(octet);
            } else {
                out.writeBytes(encoded.getBytes(StandardCharsets.US_ASCII));
            }
            column += width;
        }
        return out.toByteArray();
    }

    private static boolean isLineEnd(byte[] octets, int at) {
        return octets[at] == '\r' && at + 1 < octets.length && octets[at + 1] == '\n';
    }
}
