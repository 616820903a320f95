package io.daybook.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that gets its name when all of it is on the disk; until then, and if it fails, none. */
final class NewFile implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private boolean kept;

    private NewFile(Path file, Path part, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.channel = channel;
    }

    /**
     * @throws FileAlreadyExistsException when there is a file of that name
     */
    static NewFile of(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, ownerOnly(file));
        part.toFile().deleteOnExit();
        return new NewFile(file, part, FileChannel.open(part, StandardOpenOption.WRITE));
    }

    /** Only its owner reads it: it may hold mail in clear. */
    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** What is written; to be closed before anything else. */
    OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    /** Where it is until it is kept. */
    Path path() {
        return part;
    }

    void keep() throws IOException {
        channel.close();
        try (var whole = FileChannel.open(part, StandardOpenOption.WRITE)) {
            whole.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        kept = true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!kept) {
            Files.deleteIfExists(part);
        }
    }
}
