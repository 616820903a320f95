package io.daybook.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The messages and mboxes of a zip archive, in the order of its directory; octets of messages are
 * untouched.
 */
record ZipSource(Path file) implements Source {
    @Override
    public boolean read(Sink sink) throws IOException, InterruptedException {
        try (var zip = new ZipFile(file.toFile())) {
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && !entry(zip, entry, names.add(entry.getName()), sink)) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean entry(ZipFile zip, ZipEntry entry, boolean first, Sink sink)
            throws InterruptedException {
        var origin = new Origin(file, entry.getName());
        FileKind kind = FileKind.ofFound(entry.getName());
        if (kind != FileKind.MBOX && kind != FileKind.MESSAGE) {
            sink.ignored(origin);
            return true;
        }
        if (!first) {
            return sink.accept(
                    new Found.Unreadable(
                            origin,
                            "the archive has two entries of this name; unpack it and import the folder"));
        }
        sink.consumed(Math.max(0, entry.getCompressedSize()));
        try (InputStream in = zip.getInputStream(entry)) {
            return kind == FileKind.MBOX
                    ? new MboxSource(file, entry.getName(), sink).read(in)
                    : FileSource.single(origin, in, sink);
        } catch (IOException e) {
            return sink.accept(
                    new Found.Unreadable(
                            origin, "the entry cannot be unpacked: " + e.getMessage()));
        }
    }
}
