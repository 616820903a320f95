package io.daybook.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Notes which servers a run met, for {@code make cluster} to tell. */
final class Used {
    private static final Path NOTES = Path.of("target", "servers-used");

    private Used() {}

    static void note(String server) {
        try {
            Files.createDirectories(NOTES.getParent());
            Files.writeString(
                    NOTES, server + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
