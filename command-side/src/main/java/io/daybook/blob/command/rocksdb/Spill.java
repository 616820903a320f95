package io.daybook.blob.command.rocksdb;

import io.daybook.journal.Seal;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.crypto.SecretKey;

/** An upload too large for memory: sealed into a file as it comes. */
final class Spill {
    private final Seal seal;
    private final Incoming.InFile file;
    private final byte[] segment = new byte[BlobFiles.SEGMENT];
    private int filled;
    private long number;

    Spill(BlobFiles files, Seal seal) {
        this.seal = seal;
        SecretKey key = seal.newKey();
        Path path = files.newFile();
        FileChannel channel =
                BlobFiles.disk(() -> FileChannel.open(path, StandardOpenOption.WRITE));
        file = new Incoming.InFile(path, channel, key);
    }

    void write(byte[] octets, int offset, int length) {
        int done = 0;
        while (done < length) {
            // Only when more comes is a full segment known not to be the last.
            if (filled == segment.length) {
                append(false);
            }
            int count = Math.min(segment.length - filled, length - done);
            System.arraycopy(octets, offset + done, segment, filled, count);
            filled += count;
            done += count;
        }
    }

    Incoming.InFile finish() {
        append(true);
        return file;
    }

    private void append(boolean last) {
        var next = new BlobFiles.Segment(number, segment, filled, last);
        BlobFiles.append(file.channel(), seal, file.key(), next);
        number++;
        filled = 0;
    }

    /** Closes the file; takes it away unless it was kept. */
    void close(BlobFiles files) {
        BlobFiles.disk(
                () -> {
                    file.channel().close();
                    return Boolean.TRUE;
                });
        files.discard(file.path());
    }
}
