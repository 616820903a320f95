package io.daybook.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Changes the header of a message and leaves all its other octets as they are. */
public final class HeaderEdit {
    private HeaderEdit() {}

    /**
     * The message without the separator line of a mail archive, and without these fields.
     *
     * @param names lower case
     * @param added put before the other fields: whole lines that end in CRLF, or empty
     */
    public static byte[] apply(byte[] message, Set<String> names, String added) {
        var scanner = new HeaderScanner(message, new Lines(message), new Delimiters(message));
        var out = new ByteArrayOutputStream(message.length + added.length());
        out.writeBytes(added.getBytes(StandardCharsets.UTF_8));
        int[] written = {scanner.afterMboxLine(0)};
        scanner.walk(
                0,
                (line, colon, next) -> {
                    if (names.contains(scanner.name(line, colon).toLowerCase(Locale.ROOT))) {
                        out.write(message, written[0], line - written[0]);
                        written[0] = next;
                    }
                });
        out.write(message, written[0], message.length - written[0]);
        return out.toByteArray();
    }
}
