package io.daybook.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** One MIME part: its header fields, each ending with CRLF, and its encoded body. */
record Part(String header, byte[] body) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

    /** How a body is written (RFC 2045 section 6). */
    enum Encoding {
        SEVEN_BIT("7bit"),
        EIGHT_BIT("8bit"),
        QUOTED_PRINTABLE("quoted-printable"),
        BASE64("base64");

        private final String label;

        Encoding(String label) {
            this.label = label;
        }

        byte[] encode(byte[] octets) {
            return switch (this) {
                case SEVEN_BIT, EIGHT_BIT -> octets;
                case QUOTED_PRINTABLE -> quotedPrintable(octets);
                case BASE64 -> LINES.encode(octets);
            };
        }
    }

    /**
     * @param text with LF between lines
     */
    static Part text(String subtype, Charset charset, Encoding encoding, String text) {
        byte[] octets = text.replace("\n", "\r\n").getBytes(charset);
        String label = charset.name().toLowerCase(Locale.ROOT);
        return new Part(
                "Content-Type: text/"
                        + subtype
                        + "; charset="
                        + label
                        + "\r\n"
                        + "Content-Transfer-Encoding: "
                        + encoding.label
                        + "\r\n",
                encoding.encode(octets));
    }

    static Part plain(String text) {
        return text("plain", StandardCharsets.UTF_8, Encoding.QUOTED_PRINTABLE, text);
    }

    static Part html(String text) {
        return text("html", StandardCharsets.UTF_8, Encoding.QUOTED_PRINTABLE, text);
    }

    static Part attachment(String type, String name, byte[] octets) {
        return file(
                type,
                name,
                octets,
                "Content-Disposition: attachment; filename=\"" + name + "\"\r\n");
    }

    /** A picture that an HTML part shows as {@code cid:id}. */
    static Part inline(String type, String name, String id, byte[] octets) {
        return file(
                type, name, octets, "Content-Disposition: inline\r\nContent-ID: <" + id + ">\r\n");
    }

    static Part multipart(String subtype, String boundary, List<Part> parts) {
        var body = new ByteArrayOutputStream();
        for (Part part : parts) {
            body.writeBytes(ascii("--" + boundary + "\r\n" + part.header() + "\r\n"));
            body.writeBytes(part.body());
            body.writeBytes(ascii("\r\n"));
        }
        body.writeBytes(ascii("--" + boundary + "--\r\n"));
        return new Part(
                "Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\"\r\n",
                body.toByteArray());
    }

    /** The whole message below the given header fields. */
    byte[] message(String fields) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(
                (fields + "MIME-Version: 1.0\r\n" + header + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        message.writeBytes(body);
        return message.toByteArray();
    }

    /** RFC 2047: an encoded word in base64. The text must fit one word of 75 characters. */
    static String encodedWord(Charset charset, String text) {
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(charset));
        return "=?" + charset.name().toLowerCase(Locale.ROOT) + "?B?" + base64 + "?=";
    }

    private static Part file(String type, String name, byte[] octets, String disposition) {
        return new Part(
                "Content-Type: "
                        + type
                        + "; name=\""
                        + name
                        + "\"\r\n"
                        + disposition
                        + "Content-Transfer-Encoding: base64\r\n",
                LINES.encode(octets));
    }

    /** RFC 2045 section 6.7, with soft line breaks before column 76. */
    private static byte[] quotedPrintable(byte[] octets) {
        var out = new StringBuilder();
        int column = 0;
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] & 0xFF;
            if (octet == '\r' && i + 1 < octets.length && octets[i + 1] == '\n') {
                out.append("\r\n");
                column = 0;
                i++;
                continue;
            }
            boolean atEnd = i + 1 >= octets.length || octets[i + 1] == '\r';
            boolean literal =
                    (octet > 32 && octet < 127 && octet != '=') || (octet == ' ' && !atEnd);
            String unit =
                    literal
                            ? String.valueOf((char) octet)
                            : String.format(Locale.ROOT, "=%02X", octet);
            if (column + unit.length() > 75) {
                out.append("=\r\n");
                column = 0;
            }
            out.append(unit);
            column += unit.length();
        }
        return ascii(out.toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
