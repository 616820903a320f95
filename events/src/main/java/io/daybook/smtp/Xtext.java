package io.daybook.smtp;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** The encodings of parameter values: xtext (RFC 3461 section 4) and its kin (RFC 6533). */
public final class Xtext {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Xtext() {}

    /**
     * RFC 3461 section 4: graphic ASCII stands for itself, all else is {@code +} and two digits.
     */
    public static String encode(String text) {
        var encoded = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7F && octet != '+' && octet != '=') {
                encoded.append((char) octet);
            } else {
                encoded.append('+').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    /**
     * RFC 6533 section 3, utf-8-addr-xtext: seven-bit, with {@code \x{...}} for what is not graphic
     * ASCII.
     */
    public static String encodeInternational(String text) {
        var encoded = new StringBuilder(text.length() + 8);
        text.codePoints()
                .forEach(c -> {
                    if (c > ' ' && c < 0x7F && c != '+' && c != '=' && c != '\\') {
                        encoded.append((char) c);
                    } else {
                        String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
                        encoded.append("\\x{")
                                .append(digits.length() == 1 ? "0" + digits : digits)
                                .append('}');
                    }
                });
        return encoded.toString();
    }
}
