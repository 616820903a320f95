package io.daybook.audit.projection.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the index lies, by the number of its layout: one of another layout is posted again and
 * deleted.
 */
record AuditFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFolder.class);
    private static final String LAYOUT = "1";

    AuditIndex open() throws IOException {
        Files.createDirectories(path);
        Path current = path.resolve(LAYOUT);
        try (var others = Files.list(path)) {
            for (Path other : others.filter(it -> !it.equals(current)).toList()) {
                delete(other);
            }
        }
        try {
            return AuditIndex.open(Files.createDirectories(current));
        } catch (IOException | RuntimeException e) {
            if (e instanceof FileSystemException && !(e instanceof NoSuchFileException)) {
                throw e;
            }
            // Damaged files fail in any way; everything in them can be posted again.
            LOG.warn("The audit in {} cannot be read and is posted anew.", current, e);
            delete(current);
            return AuditIndex.open(Files.createDirectories(current));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path file : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
