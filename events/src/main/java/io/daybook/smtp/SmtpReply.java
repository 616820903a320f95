package io.daybook.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply of a server (RFC 5321 section 4.2) as one line of at most 500 characters of graphic ASCII
 * and spaces, in the form of {@code smtpReply} (RFC 8621 section 7).
 *
 * @param code 200 to 599
 * @param text begins with the code
 */
public record SmtpReply(int code, String text) {
    private static final int MAX_TEXT = 500;

    /** A reply that Daybook itself gives: the code, a status of RFC 3463, and a sentence. */
    public static SmtpReply synthetic(int code, String status, String sentence) {
        return new SmtpReply(code, clean(code + " " + status + " " + sentence));
    }

    /** The reply of these lines, or null when no server may say that. */
    public static @Nullable SmtpReply of(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().matches("(?s)[2-5][0-9]{2}([ -].*)?")) {
            return null;
        }
        String first = lines.getFirst();
        var text = new StringBuilder(joined(first));
        for (String line : lines.subList(1, lines.size())) {
            if (text.length() >= MAX_TEXT) {
                break;
            }
            // RFC 8621 section 7: a prefix in common with the first line is stripped.
            text.append(' ').append(line.substring(commonPrefix(first, line)));
        }
        return new SmtpReply(Integer.parseInt(first, 0, 3, 10), clean(text.toString()));
    }

    /** The code, the space or hyphen, and an enhanced status that both lines begin with. */
    private static int commonPrefix(String first, String line) {
        if (line.length() < 4 || !line.regionMatches(0, first, 0, 3)) {
            return Math.min(line.length(), line.matches("(?s)[0-9]{3}([ -].*)?") ? 4 : 0);
        }
        String status = status(first);
        return status != null && line.startsWith(status, 4)
                ? Math.min(line.length(), 4 + status.length() + 1)
                : 4;
    }

    private static String joined(String first) {
        return first.length() > 3 && first.charAt(3) == '-'
                ? first.substring(0, 3) + " " + first.substring(4)
                : first;
    }

    private static @Nullable String status(String line) {
        if (line.length() < 9) {
            return null;
        }
        int end = line.indexOf(' ', 4);
        String word = line.substring(4, end < 0 ? line.length() : end);
        return word.matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}") ? word : null;
    }

    /**
     * The enhanced status (RFC 3463 section 2); a general one of the code's class if it has none.
     */
    public String status() {
        String status = status(text);
        return status == null ? code / 100 + ".0.0" : status;
    }

    public boolean isPositive() {
        return code < 300;
    }

    /** RFC 5321 section 4.2.1: a 4yz reply invites another attempt. */
    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    private static String clean(String text) {
        String plain = text.replaceAll("[^ -~]", "?").stripTrailing();
        return plain.length() > MAX_TEXT ? plain.substring(0, MAX_TEXT) : plain;
    }
}
