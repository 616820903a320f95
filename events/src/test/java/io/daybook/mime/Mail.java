package io.daybook.mime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Messages for tests. */
final class Mail {
    private Mail() {}

    /** The lines with CRLF between them, in ISO 8859-1 so that any octet can be written. */
    static byte[] of(String... lines) {
        return octets(String.join("\r\n", lines));
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Digest parse(String... lines) {
        return MessageParser.parse(of(lines));
    }

    static HeaderFields headers(String... lines) {
        return parse(lines).headers();
    }

    static String text(byte[] message, Part part) {
        return PartContent.text(message, part, 0).value();
    }

    /** The messages in src/test/resources/mime. */
    static List<byte[]> fixtures() {
        try (var files = Files.walk(Path.of("src/test/resources/mime"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mail::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
