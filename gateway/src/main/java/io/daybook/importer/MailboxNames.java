package io.daybook.importer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of mailboxes in mail stores. */
final class MailboxNames {
    private static final Pattern SHIFTED = Pattern.compile("&([A-Za-z0-9+,]*)-");

    private static final Map<String, String> ROLES =
            Map.ofEntries(
                    Map.entry("inbox", "inbox"),
                    Map.entry("drafts", "drafts"),
                    Map.entry("sent", "sent"),
                    Map.entry("sent items", "sent"),
                    Map.entry("sent messages", "sent"),
                    Map.entry("archive", "archive"),
                    Map.entry("archives", "archive"),
                    Map.entry("junk", "junk"),
                    Map.entry("junk e-mail", "junk"),
                    Map.entry("spam", "junk"),
                    Map.entry("trash", "trash"),
                    Map.entry("deleted items", "trash"),
                    Map.entry("deleted messages", "trash"));

    private MailboxNames() {}

    /** RFC 3501 section 5.1.3: modified UTF-7; a name that is not in that form is itself. */
    static String decode(String name) {
        Matcher shifted = SHIFTED.matcher(name);
        var decoded = new StringBuilder();
        while (shifted.find()) {
            String base64 = shifted.group(1).replace(',', '/');
            String text;
            try {
                byte[] utf16 = Base64.getDecoder().decode(base64);
                text = base64.isEmpty() ? "&" : new String(utf16, StandardCharsets.UTF_16BE);
            } catch (IllegalArgumentException e) {
                return name;
            }
            shifted.appendReplacement(decoded, Matcher.quoteReplacement(text));
        }
        return shifted.appendTail(decoded).toString();
    }

    /** The role of a mailbox at the top of an account that goes by a usual name. */
    static Optional<String> role(String name) {
        return Optional.ofNullable(ROLES.get(name.toLowerCase(Locale.ROOT)));
    }
}
