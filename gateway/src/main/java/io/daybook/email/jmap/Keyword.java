package io.daybook.email.jmap;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keywords (RFC 8621 section 4.1.1). */
final class Keyword {
    private static final int MAX_LENGTH = 255;
    private static final String FORBIDDEN = "(){]%*\"\\";

    private Keyword() {}

    /** The keyword as it is kept, in lower case; null when the text is none. */
    static @Nullable String parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x21 || c > 0x7E || FORBIDDEN.indexOf(c) >= 0) {
                return null;
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
