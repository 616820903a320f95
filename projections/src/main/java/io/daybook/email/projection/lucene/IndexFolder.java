package io.daybook.email.projection.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the index of one account lies: it may be missing, or hold what cannot be read. */
record IndexFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

    /** The version that the last commit has reached; -1 when there is none that can be read. */
    long committedVersion() {
        try {
            return Files.isDirectory(path) ? OpenIndex.committedVersion(path) : -1;
        } catch (IOException | RuntimeException e) {
            // Damaged files fail in any way; opening the index tells of it and starts anew.
            return -1;
        }
    }

    /**
     * Opens the index, anew when it is missing or cannot be read.
     *
     * @param content the versions of what makes documents now: kept with an index that is made
     * @throws IOException when the file system refuses; the index may be well then, and is left
     */
    OpenIndex open(String content) throws IOException {
        Files.createDirectories(path);
        try {
            return OpenIndex.open(path, content);
        } catch (IOException | RuntimeException e) {
            if (e instanceof FileSystemException && !(e instanceof NoSuchFileException)) {
                throw e;
            }
            // Damaged files fail in any way; everything in them can be posted again.
            LOG.warn("The text index in {} cannot be read and is made anew", path, e);
            delete();
            Files.createDirectories(path);
            return OpenIndex.open(path, content);
        }
    }

    /** Deletes the folder and what is in it; there may be none. */
    void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var paths = Files.walk(path)) {
            for (var file : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
