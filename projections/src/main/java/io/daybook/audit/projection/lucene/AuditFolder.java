package io.daybook.audit.projection.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the index lies, by the number of its layout: one of another layout is posted again and
 * deleted.
 */
record AuditFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFolder.class);
    private static final String LAYOUT = "1";
    private static final String DRAFT = "+draft";
    private static final String KEPT = "+kept";

    AuditIndex open() throws IOException {
        Files.createDirectories(path);
        Path current = path.resolve(LAYOUT);
        try (var others = Files.list(path)) {
            for (Path other : others.filter(it -> !isOurs(it)).toList()) {
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

    private static boolean isOurs(Path folder) {
        String name = folder.getFileName().toString();
        return name.equals(LAYOUT) || name.equals(LAYOUT + KEPT);
    }

    /** Where the entries of a stream are made anew; gone with the next opening. */
    Path draft(String stream) {
        return path.resolve(LAYOUT + DRAFT).resolve(name(stream));
    }

    /** Where the entries of a stream are kept that were read before. */
    Path kept(String stream) {
        return path.resolve(LAYOUT + KEPT).resolve(name(stream));
    }

    private static String name(String stream) {
        try {
            byte[] octets = stream.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** False when there is none. */
    static boolean delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var paths = Files.walk(folder)) {
            for (Path file : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return true;
    }
}
