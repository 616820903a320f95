package io.daybook.archive.admin;

import io.daybook.core.http.Body;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Archives that clients sent, each a file of the data folder until it was imported. Whatever a
 * server left there is taken away at the next start.
 */
final class Arrived {
    private static final int BUFFER = 64 * 1024;
    private static final int NAME_OCTETS = 16;

    private final Path folder;
    private final RandomGenerator random;

    Arrived(Path folder, RandomGenerator random) {
        this.folder = folder;
        this.random = random;
        if (Files.isDirectory(folder)) {
            try (var left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Keeps what comes in; its name. */
    String take(Body body) {
        byte[] octets = new byte[NAME_OCTETS];
        random.nextBytes(octets);
        String name = HexFormat.of().formatHex(octets);
        Path file = folder.resolve(name);
        boolean done = false;
        try {
            Files.createDirectories(folder);
            try (var out = Files.newOutputStream(file)) {
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(
                            file,
                            EnumSet.of(
                                    PosixFilePermission.OWNER_READ,
                                    PosixFilePermission.OWNER_WRITE));
                }
                byte[] buffer = new byte[BUFFER];
                for (int n = body.read(buffer, 0, BUFFER);
                        n >= 0;
                        n = body.read(buffer, 0, BUFFER)) {
                    out.write(buffer, 0, n);
                }
            }
            done = true;
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!done) {
                drop(name);
            }
        }
    }

    /**
     * @throws ProblemException when there is none of that name
     */
    Path find(String name) {
        Path file = folder.resolve(name);
        if (!name.matches("[0-9a-f]{32}") || !Files.exists(file)) {
            throw new ProblemException(
                    Problem.of(
                            404, "Not Found", "There is no archive " + name + "; send it again."));
        }
        return file;
    }

    void drop(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
