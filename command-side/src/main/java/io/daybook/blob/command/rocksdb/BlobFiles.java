package io.daybook.blob.command.rocksdb;

import io.daybook.blob.command.link.Segments;
import io.daybook.core.DiskThreads;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.Seal;
import io.daybook.journal.SealBroken;
import io.daybook.journal.file.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import javax.crypto.SecretKey;

/**
 * Large blobs as files of sealed segments, each of {@link #SEGMENT} octets but the last. A segment
 * is sealed with its number, and whether it is the last, so that none can be moved or cut off.
 */
final class BlobFiles {
    static final int SEGMENT = Segments.SIZE;

    private static final int SEALED = SEGMENT + Seal.OVERHEAD;

    private final Path folder;
    private final Path coming;

    BlobFiles(Path folder) {
        this.folder = folder;
        coming = folder.resolve("coming");
        disk(() -> {
            Files.createDirectories(coming);
            // What a crash left half written was never promised to anybody.
            try (var left = Files.list(coming)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            return Boolean.TRUE;
        });
    }

    /** A file that becomes a blob when it is kept. */
    Path newFile() {
        return disk(() -> Files.createTempFile(coming, "upload", ""));
    }

    static void append(FileChannel file, Seal seal, SecretKey key, Segment segment) {
        byte[] sealed =
                seal.seal(
                        key,
                        Segments.context(segment.number(), segment.last()),
                        segment.octets(),
                        0,
                        segment.length());
        disk(() -> {
            var buffer = ByteBuffer.wrap(sealed);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            return Boolean.TRUE;
        });
    }

    record Segment(long number, byte[] octets, int length, boolean last) {}

    /** Gives a written file its place and closes it; file and folder are durable afterwards. */
    void keep(Path written, FileChannel channel, byte[] hash) {
        disk(() -> {
            try (channel) {
                channel.force(true);
            }
            Path place = place(hash);
            Path parent = folder.resolve(shelf(hash));
            boolean fresh = !Files.exists(parent);
            Files.createDirectories(parent);
            Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(parent);
            if (fresh) {
                Folders.sync(folder);
            }
            return Boolean.TRUE;
        });
    }

    byte[] read(byte[] hash, SecretKey key, long size, long offset, int length) {
        int wanted = (int) Math.max(0, Math.min(length, size - offset));
        byte[] octets = new byte[wanted];
        return disk(() -> {
            try (var file = FileChannel.open(place(hash), StandardOpenOption.READ)) {
                for (int done = 0; done < wanted; ) {
                    long number = (offset + done) / SEGMENT;
                    byte[] plain = segment(file, key, size, number);
                    int start = (int) ((offset + done) % SEGMENT);
                    int count = Math.min(plain.length - start, wanted - done);
                    System.arraycopy(plain, start, octets, done, count);
                    done += count;
                }
                return octets;
            }
        });
    }

    private static byte[] segment(FileChannel file, SecretKey key, long size, long number)
            throws IOException {
        long last = (size - 1) / SEGMENT;
        int plain = number < last ? SEGMENT : (int) (size - last * SEGMENT);
        var sealed = ByteBuffer.allocate(plain + Seal.OVERHEAD);
        while (sealed.hasRemaining()) {
            if (file.read(sealed, number * SEALED + sealed.position()) < 0) {
                throw new SealBroken("a blob file that ends early");
            }
        }
        byte[] context = Segments.context(number, number == last);
        return Seal.open(key, context, sealed.array(), "segment " + number + " of a blob file");
    }

    void delete(byte[] hash) {
        disk(() -> Files.deleteIfExists(place(hash)));
    }

    void discard(Path written) {
        disk(() -> Files.deleteIfExists(written));
    }

    /** The content hashes of files that were last written before the instant. */
    List<byte[]> writtenBefore(Instant instant) {
        return disk(() -> {
            var hashes = new ArrayList<byte[]>();
            try (var files = Files.walk(folder, 2)) {
                for (Path file : files.filter(BlobFiles::isBlob).toList()) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(instant)) {
                        hashes.add(HexFormat.of().parseHex(file.getFileName().toString()));
                    }
                }
            }
            return hashes;
        });
    }

    private static boolean isBlob(Path file) {
        return file.getFileName().toString().matches("[0-9a-f]{64}");
    }

    private Path place(byte[] hash) {
        return folder.resolve(shelf(hash)).resolve(HexFormat.of().formatHex(hash));
    }

    private static String shelf(byte[] hash) {
        return HexFormat.of().toHexDigits(hash[0]);
    }

    static <T> T disk(Callable<T> work) {
        return DiskThreads.call(() -> {
            try {
                return work.call();
            } catch (IOException e) {
                throw new JournalFailure("The blobs of the data folder fail: " + e.getMessage(), e);
            }
        });
    }
}
