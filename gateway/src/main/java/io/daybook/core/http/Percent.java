package io.daybook.core.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding (RFC 3986 section 2.1), read strictly. */
public final class Percent {
    private Percent() {}

    /** The text, or null when an escape is broken or the octets are no UTF-8. */
    public static @Nullable String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        var octets = ByteBuffer.allocate(encoded.length() * 3);
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int high =
                        i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low =
                        i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                octets.put((byte) (high * 16 + low));
                i += 2;
            } else if (c < 128) {
                octets.put((byte) c);
            } else {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * The value of a query parameter; null when it is missing or broken. A plus sign is a plus
     * sign: clients expand URI templates (RFC 6570), which are no forms.
     */
    public static @Nullable String parameter(String query, String name) {
        for (int from = 0; from < query.length(); ) {
            int end = query.indexOf('&', from);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', from);
            if (equals >= 0 && equals < end && query.substring(from, equals).equals(name)) {
                return decode(query.substring(equals + 1, end));
            }
            from = end + 1;
        }
        return null;
    }
}
