package io.daybook.mime;

import java.util.Locale;

/** How the octets of a part are encoded in the message (RFC 2045 section 6). */
public enum TransferEncoding {
    /** 7bit, 8bit, binary, or none given. */
    IDENTITY('n'),
    BASE64('b'),
    QUOTED_PRINTABLE('q'),
    UUENCODE('u'),
    /**
     * A name that is not known; the octets are taken as they are and the text is flagged as a
     * problem.
     */
    UNKNOWN('x');

    private final char letter;

    TransferEncoding(char letter) {
        this.letter = letter;
    }

    /** The letter that stands for this encoding in a {@link PartBlob}. */
    public char letter() {
        return letter;
    }

    /** The encoding named by a Content-Transfer-Encoding value without comments and parameters. */
    static TransferEncoding named(String token) {
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "",
                    "7bit",
                    "8bit",
                    "binary",
                    "7-bit",
                    "8-bit",
                    "7bits",
                    "8bits",
                    "none",
                    "7 bit",
                    "8 bit" ->
                    IDENTITY;
            case "base64", "base-64" -> BASE64;
            case "quoted-printable", "quotedprintable" -> QUOTED_PRINTABLE;
            case "x-uuencode", "uuencode", "x-uue", "uue" -> UUENCODE;
            default -> UNKNOWN;
        };
    }
}
