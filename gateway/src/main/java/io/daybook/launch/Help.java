package io.daybook.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The texts of {@code --help}; the launcher prints the same files when nothing is built yet. */
final class Help {
    private static final List<String> TOPICS =
            List.of(
                    "help",
                    "serve",
                    "import",
                    "export",
                    "import-account",
                    "verify-archive",
                    "move",
                    "rebuild",
                    "verify",
                    "anchor",
                    "admin-token",
                    "load-demo",
                    "test",
                    "version");

    private Help() {}

    static Optional<String> of(String command) {
        return TOPICS.contains(command) ? Optional.of(read(command)) : Optional.empty();
    }

    private static String read(String topic) {
        try (InputStream in = Help.class.getResourceAsStream("help/" + topic + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("the build lacks the help of " + topic);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
