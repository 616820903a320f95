package io.daybook.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which values a header field can have without changing the message around it. */
final class HeaderRules {
    /** RFC 5322 section 2.1.1: a line MUST be no more than 998 characters. */
    private static final int MAX_LINE = 998;

    private HeaderRules() {}

    /** Why the value cannot be written, or empty. */
    static Optional<String> problem(String name, HeaderValue value) {
        String reason =
                switch (value) {
                    case HeaderValue.Raw(String raw) ->
                            isFolded(raw) ? null : "only folding may break the line";
                    case HeaderValue.Text(String text) ->
                            hasControl(text) ? "control characters" : null;
                    case HeaderValue.Addresses(List<EmailAddress> list) -> addresses(list);
                    case HeaderValue.GroupedAddresses(List<EmailAddressGroup> groups) ->
                            groups(groups);
                    case HeaderValue.MessageIds(List<String> ids) -> bracketed(ids, "a message id");
                    case HeaderValue.Urls(List<String> urls) -> bracketed(urls, "a URL");
                    case HeaderValue.Date(var date) ->
                            date.getYear() < 1900 || date.getYear() > 9999
                                    ? "the year is out of range"
                                    : null;
                };
        if (reason == null && !name.isEmpty() && hasLongLine(HeaderWriter.field(name, value))) {
            reason = "a line would be longer than 998 characters";
        }
        return Optional.ofNullable(reason);
    }

    /** Whether CR, LF, NUL or another control character but TAB is in the text. */
    static boolean hasControl(@Nullable String text) {
        return text != null && text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F);
    }

    /** Whether the text can stand between angle brackets. */
    static boolean isBracketable(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c != '<' && c != '>' && c != 0x7F);
    }

    private static @Nullable String bracketed(List<String> values, String what) {
        if (values.isEmpty()) {
            return "the list is empty";
        }
        return values.stream().allMatch(HeaderRules::isBracketable)
                ? null
                : what + " has characters it cannot have";
    }

    private static @Nullable String groups(List<EmailAddressGroup> groups) {
        for (var group : groups) {
            String reason =
                    hasControl(group.name())
                            ? "control characters in a name"
                            : addresses(group.addresses());
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private static @Nullable String addresses(List<EmailAddress> addresses) {
        for (var address : addresses) {
            if (hasControl(address.name())) {
                return "control characters in a name";
            }
            if (hasControl(address.email()) || !isEmail(address.email())) {
                return "an email has characters it cannot have";
            }
        }
        return null;
    }

    /**
     * Whether a draft may have this as an address: anything that stays between its angle brackets.
     */
    private static boolean isEmail(String email) {
        boolean quoted = false;
        for (int i = 0; i < email.length(); i++) {
            char c = email.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && "<>()\t".indexOf(c) >= 0) {
                return false;
            }
        }
        return !quoted && !email.endsWith("\\");
    }

    // RFC 5322 section 2.2.3: a folded line begins with white space, and has more than that.
    private static boolean isFolded(String raw) {
        String[] lines = raw.split("\r\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean folded = i == 0 || lines[i].startsWith(" ") || lines[i].startsWith("\t");
            boolean empty = lines.length > 1 && lines[i].isBlank() && i > 0;
            if (!folded || empty || hasControl(lines[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLongLine(String field) {
        for (String line : field.split("\r\n")) {
            if (line.length() > MAX_LINE / 3
                    && line.getBytes(StandardCharsets.UTF_8).length > MAX_LINE) {
                return true;
            }
        }
        return false;
    }
}
