package io.daybook.journal.file;

import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.WrittenForms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one folder of the embedded product, held by one process at a time: {@code format} (the
 * version of the layout), {@code forms} (what the journal holds), {@code lock}, {@code master.key},
 * and a folder for each store.
 */
public final class DataFolder implements AutoCloseable {
    /**
     * 2: the stored forms of the journal are listed in {@code forms}, and a folder may hold forms
     * that came after the first list.
     */
    private static final int VERSION = 2;

    private static final String FORMAT = "daybook-data ";
    private static final int LOCK_OCTETS = 32;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder; makes it when there is none.
     *
     * @throws DataFolderProblem when it cannot be written, is of a newer version, or is in use
     */
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            make(folder);
            var channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            return locked(folder, channel);
        } catch (IOException e) {
            throw new DataFolderProblem(
                    "The data folder "
                            + folder
                            + " cannot be written ("
                            + e.getMessage()
                            + "): give it to this user, or name another with --data.",
                    e);
        }
    }

    /** Only its owner looks into a new folder: views of mail in it lie open. */
    private static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            Files.createDirectories(folder.getParent());
        }
        Files.createDirectory(folder, Folders.ownerOnly("rwx------"));
    }

    private static DataFolder locked(Path folder, FileChannel channel) throws IOException {
        FileLock lock = null;
        try {
            lock = tryLock(channel);
            if (lock == null) {
                throw new DataFolderProblem(
                        "The data folder "
                                + folder
                                + " is in use by process "
                                + holder(channel)
                                + ": stop that one, or name another with --data.");
            }
            checkVersion(folder);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(ascii(ProcessHandle.current().pid() + "\n")), 0);
            return new DataFolder(folder, channel, lock);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.release();
            }
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var octets = ByteBuffer.allocate(LOCK_OCTETS);
        channel.read(octets, 0);
        String pid = new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII);
        return pid.isBlank() ? "(unknown)" : pid.strip();
    }

    private static void checkVersion(Path folder) throws IOException {
        Path file = folder.resolve("format");
        if (!Files.exists(file)) {
            writeVersion(folder);
            return;
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!text.matches(FORMAT + "[0-9]{1,9}")) {
            throw new DataFolderProblem(
                    folder + " is not a data folder of Daybook: name another with --data.");
        }
        int version = Integer.parseInt(text.substring(FORMAT.length()));
        if (version > VERSION) {
            throw new DataFolderProblem(
                    "The data folder "
                            + folder
                            + " was written by a newer Daybook than this "
                            + daybookVersion()
                            + " (format "
                            + version
                            + ", this one knows "
                            + VERSION
                            + "): run that one, or name another with --data.");
        }
    }

    private static void writeVersion(Path folder) throws IOException {
        Path file = folder.resolve("format");
        if (Files.exists(file) && Files.readString(file).strip().equals(FORMAT + VERSION)) {
            return;
        }
        Path next = folder.resolve("format.new");
        Files.writeString(next, FORMAT + VERSION + "\n", StandardCharsets.US_ASCII);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
    }

    /** Of this Daybook, such as {@code 0.1.0}. */
    public static String daybookVersion() {
        return Objects.requireNonNullElse(
                DataFolder.class.getPackage().getImplementationVersion(), "(not packaged)");
    }

    /**
     * The forms that the journal of the folder holds. From here on the folder is of this version.
     *
     * @throws DataFolderProblem when it holds one that the codecs do not know: nothing is written
     */
    public WrittenForms forms(EventCodecs codecs) {
        try {
            var forms = FormsFile.open(path.resolve("forms"), daybookVersion(), codecs);
            writeVersion(path);
            return forms;
        } catch (IOException e) {
            throw new DataFolderProblem("The data folder " + path + " fails: " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    /** The folder of one store, made when there is none. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new DataFolderProblem("The folder " + path.resolve(name) + " fails: " + e, e);
        }
    }

    public Path masterKeyFile() {
        return path.resolve("master.key");
    }

    /** Gives the folder back; everything in it must be closed before. */
    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new DataFolderProblem("The lock of " + path + " cannot be released: " + e, e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
