package io.daybook.mailbox.command;

import io.daybook.mailbox.MailboxRules;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What a mailbox may be called (RFC 8621 section 2: Net-Unicode, RFC 5198). */
final class MailboxNames {
    private MailboxNames() {}

    /** The name as it is kept: in normal form C. */
    static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** What is wrong with a name in normal form; null when nothing is. */
    static @Nullable String flaw(String name) {
        if (name.isBlank()) {
            return "a name has at least one visible character";
        }
        if (name.codePoints().anyMatch(MailboxNames::isForbidden)) {
            return "a name has no control characters";
        }
        return name.getBytes(StandardCharsets.UTF_8).length > MailboxRules.MAX_NAME_OCTETS
                ? "a name has at most " + MailboxRules.MAX_NAME_OCTETS + " octets"
                : null;
    }

    /** The form in which siblings differ. */
    static String distinct(String name, boolean atTop) {
        // RFC 3501 section 5.1: INBOX is a special name, in any case; so there is one at the top.
        return atTop && name.equalsIgnoreCase("inbox") ? "INBOX" : name;
    }

    private static boolean isForbidden(int codePoint) {
        // RFC 5198 section 2: no control characters, which include the line and paragraph
        // separators here; a lone surrogate is no character at all.
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> (codePoint & 0xFFFE) == 0xFFFE;
        };
    }
}
