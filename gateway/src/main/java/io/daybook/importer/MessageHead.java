package io.daybook.importer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first header fields of a message, as far as an import needs them; the octets are never
 * changed.
 */
final class MessageHead {
    private static final int MOST_OCTETS = 256 * 1024;
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \\t]*:(.*)", Pattern.DOTALL);
    private static final Pattern BOUNDARY =
            Pattern.compile(
                    "boundary\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;]+))", Pattern.CASE_INSENSITIVE);

    private final List<Field> fields;
    private final Optional<String> defect;

    private record Field(String name, String value) {}

    private MessageHead(List<Field> fields, Optional<String> defect) {
        this.fields = fields;
        this.defect = defect;
    }

    static MessageHead of(byte[] octets) {
        var fields = new ArrayList<Field>();
        Optional<String> defect =
                octets.length == 0 ? Optional.of("it is empty") : Optional.empty();
        int position = firstLine(octets);
        int end = Math.min(octets.length, MOST_OCTETS);
        while (position < end && defect.isEmpty()) {
            int next = endOfField(octets, position, end);
            String text =
                    new String(octets, position, next - position, StandardCharsets.ISO_8859_1);
            if (text.isBlank()) {
                break;
            }
            Matcher field = FIELD.matcher(text.stripTrailing());
            if (field.matches()) {
                fields.add(new Field(field.group(1), field.group(2).strip()));
            } else {
                defect =
                        Optional.of(
                                fields.isEmpty()
                                        ? "it has no header block"
                                        : "its header block is broken off by text");
            }
            position = next;
        }
        return new MessageHead(List.copyOf(fields), defect);
    }

    Optional<String> first(String name) {
        return fields.stream()
                .filter(it -> it.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** RFC 8621 section 4.8: the date of the most recent Received header; else the Date header. */
    Optional<Instant> receivedAt() {
        return first("Received")
                .flatMap(value -> MailDates.ofHeader(value.substring(value.lastIndexOf(';') + 1)))
                .or(() -> first("Date").flatMap(MailDates::ofHeader));
    }

    /**
     * What is plainly wrong with the message, if anything; a message with a defect is still mail.
     */
    Optional<String> defect(byte[] octets) {
        if (defect.isPresent()) {
            return defect;
        }
        String type = first("Content-Type").orElse("");
        if (!type.regionMatches(true, 0, "multipart/", 0, 10)) {
            return Optional.empty();
        }
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            return Optional.of("it is a multipart without boundary");
        }
        String delimiter =
                "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        byte[] closing = (delimiter + "--").getBytes(StandardCharsets.ISO_8859_1);
        return contains(octets, closing)
                ? Optional.empty()
                : Optional.of("its multipart is not closed");
    }

    /** An mbox separator left at the top of a single message is no header field. */
    private static int firstLine(byte[] octets) {
        boolean separator =
                new String(octets, 0, Math.min(5, octets.length), StandardCharsets.ISO_8859_1)
                        .equals("From ");
        return separator ? endOfLine(octets, 0, octets.length) : 0;
    }

    private static int endOfField(byte[] octets, int from, int end) {
        int next = endOfLine(octets, from, end);
        while (next < end
                && (octets[next] == ' ' || octets[next] == '\t')
                && !isBlank(octets, from, next)) {
            next = endOfLine(octets, next, end);
        }
        return next;
    }

    private static boolean isBlank(byte[] octets, int from, int to) {
        return to - from <= 2 && (octets[from] == '\n' || octets[from] == '\r');
    }

    private static int endOfLine(byte[] octets, int from, int end) {
        int position = from;
        while (position < end && octets[position] != '\n') {
            position++;
        }
        return Math.min(end, position + 1);
    }

    private static boolean contains(byte[] octets, byte[] wanted) {
        for (int i = octets.length - wanted.length; i >= 0; i--) {
            int matched = 0;
            while (matched < wanted.length && octets[i + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
