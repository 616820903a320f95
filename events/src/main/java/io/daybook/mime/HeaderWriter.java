package io.daybook.mime;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes one header field, folded at 78 columns (RFC 5322 section 2.1.1). */
final class HeaderWriter {
    private static final int WIDTH = 78;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    private final StringBuilder out = new StringBuilder();
    private int column;

    private HeaderWriter(String name) {
        out.append(name).append(':');
        column = out.length();
    }

    /** The field with the line end after it. */
    static String field(String name, HeaderValue value) {
        var writer = new HeaderWriter(name);
        switch (value) {
            case HeaderValue.Raw(String raw) -> writer.out.append(raw);
            case HeaderValue.Text(String text) -> writer.text(text);
            case HeaderValue.Addresses(List<EmailAddress> addresses) ->
                    writer.addresses(addresses, "", "");
            case HeaderValue.GroupedAddresses(List<EmailAddressGroup> groups) ->
                    writer.groups(groups);
            case HeaderValue.MessageIds(List<String> ids) ->
                    ids.forEach(id -> writer.word("<" + id + ">"));
            case HeaderValue.Date(var date) -> writer.word(DATE.format(date));
            case HeaderValue.Urls(List<String> urls) -> {
                for (int i = 0; i < urls.size(); i++) {
                    writer.word("<" + urls.get(i) + ">" + (i + 1 < urls.size() ? "," : ""));
                }
            }
        }
        return writer.out.append("\r\n").toString();
    }

    /** The field of a value with parameters, each on a line of its own where it is long. */
    static String field(String name, String value, List<String> parameters) {
        var writer = new HeaderWriter(name);
        writer.word(parameters.isEmpty() ? value : value + ";");
        for (int i = 0; i < parameters.size(); i++) {
            writer.word(parameters.get(i) + (i + 1 < parameters.size() ? ";" : ""));
        }
        return writer.out.append("\r\n").toString();
    }

    private void text(String text) {
        if (mustEncode(text)) {
            EncodedWordWriter.words(text, WIDTH - column - 1).forEach(this::word);
            return;
        }
        int start = 0;
        out.append(' ');
        column++;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && isBlank(text.charAt(end))) {
                end++;
            }
            boolean mayFold = end > start && end < text.length();
            while (end < text.length() && !isBlank(text.charAt(end))) {
                end++;
            }
            if (mayFold && column + end - start > WIDTH) {
                out.append("\r\n");
                column = 0;
            }
            out.append(text, start, end);
            column += end - start;
            start = end;
        }
    }

    /** Whether only encoded-words carry the text through unchanged. */
    private static boolean mustEncode(String text) {
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            word = isBlank(c) ? 0 : word + 1;
            if (c >= 0x7F || word > WIDTH - 2) {
                return true;
            }
        }
        return text.contains("=?") || !text.equals(text.strip());
    }

    private void groups(List<EmailAddressGroup> groups) {
        for (int i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            String separator = i + 1 < groups.size() ? "," : "";
            if (group.name() == null) {
                addresses(group.addresses(), "", separator);
            } else {
                var name = new ArrayList<>(phrase(group.name()));
                name.add(name.isEmpty() ? "\"\":" : name.removeLast() + ":");
                name.forEach(this::word);
                addresses(group.addresses(), ";", separator);
            }
        }
    }

    private void addresses(List<EmailAddress> addresses, String end, String separator) {
        for (int i = 0; i < addresses.size(); i++) {
            var address = addresses.get(i);
            var words = new ArrayList<>(phrase(address.name()));
            boolean bare = words.isEmpty() && isPlain(address.email());
            words.add(bare ? address.email() : "<" + address.email() + ">");
            words.add(words.removeLast() + (i + 1 < addresses.size() ? "," : end + separator));
            words.forEach(this::word);
        }
        if (addresses.isEmpty() && !end.isEmpty()) {
            word(end + separator);
        }
    }

    private List<String> phrase(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return List.of();
        }
        if (mustEncode(name) || name.length() > WIDTH - 4) {
            return EncodedWordWriter.words(name, WIDTH - 8 - Math.min(column, 20));
        }
        if (name.chars().allMatch(c -> c == ' ' || isAtomChar(c)) && !name.contains("  ")) {
            return List.of(name.split(" "));
        }
        return List.of(ParameterWriter.quoted(name));
    }

    private static boolean isPlain(String email) {
        int at = email.indexOf('@');
        return at > 0
                && at < email.length() - 1
                && email.chars().allMatch(c -> c == '@' || c == '.' || isAtomChar(c) || c > 0x7F)
                && email.indexOf('@', at + 1) < 0;
    }

    private static boolean isAtomChar(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    private void word(String word) {
        boolean fold = column + 1 + word.length() > WIDTH && column > 1 && column != 0;
        if (fold && !out.isEmpty()) {
            out.append("\r\n");
            column = 0;
        }
        out.append(' ').append(word);
        column += 1 + word.length();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
