package io.daybook.blob.command.link;

import io.daybook.core.BlobId;
import io.daybook.journal.Seal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Takes octets until they are all there: in memory, beyond {@link #MOST} sealed in a file. */
final class Spool implements AutoCloseable {
    private static final int MOST = 1 << 20;

    private final Seal seal;
    private final SecretKey key;
    private final MessageDigest digest = BlobId.sha256();
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private final byte[] segment = new byte[Segments.SIZE];
    private int filled;
    private long number;
    private long size;

    Spool(Seal seal) {
        this.seal = seal;
        this.key = seal.newKey();
    }

    long size() {
        return size;
    }

    void write(byte[] octets, int offset, int length) {
        digest.update(octets, offset, length);
        size += length;
        if (out == null && size <= MOST) {
            memory.write(octets, offset, length);
            return;
        }
        try {
            if (out == null) {
                file = Files.createTempFile("daybook-upload", "");
                out = Files.newOutputStream(file);
                byte[] before = memory.toByteArray();
                memory = new ByteArrayOutputStream(0);
                append(out, before, 0, before.length);
            }
            append(out, octets, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException("an upload does not fit into the temporary files", e);
        }
    }

    private void append(OutputStream to, byte[] octets, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            // Only when more comes is a full segment known not to be the last.
            if (filled == segment.length) {
                seal(to, false);
            }
            int count = Math.min(segment.length - filled, length - done);
            System.arraycopy(octets, offset + done, segment, filled, count);
            filled += count;
            done += count;
        }
    }

    private void seal(OutputStream to, boolean last) throws IOException {
        to.write(seal.seal(key, Segments.context(number, last), segment, 0, filled));
        number++;
        filled = 0;
    }

    /** All that came. It can be read until this is closed. */
    Content finish() {
        var blob = BlobId.ofSha256(digest.digest());
        var written = file;
        if (out == null || written == null) {
            byte[] sealed = Segments.seal(seal, key, memory.toByteArray());
            return new Content(blob, size, key, inMemory(sealed));
        }
        try (var ending = out) {
            seal(ending, true);
        } catch (IOException e) {
            throw new UncheckedIOException("an upload does not fit into the temporary files", e);
        }
        return new Content(blob, size, key, from -> open(written, from));
    }

    static Content of(Seal seal, byte[] octets) {
        SecretKey key = seal.newKey();
        byte[] sealed = Segments.seal(seal, key, octets);
        return new Content(BlobId.of(octets), octets.length, key, inMemory(sealed));
    }

    private static Contents.Source inMemory(byte[] sealed) {
        return from -> {
            int start = Math.toIntExact(from);
            return new ByteArrayInputStream(sealed, start, sealed.length - start);
        };
    }

    private static InputStream open(Path file, long from) {
        try {
            var in = Files.newInputStream(file);
            in.skipNBytes(from);
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException("an upload is gone from the temporary files", e);
        }
    }

    @Override
    public void close() {
        memory = new ByteArrayOutputStream(0);
        Arrays.fill(segment, (byte) 0);
        try {
            if (out != null) {
                out.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an upload stays in the temporary files", e);
        }
    }
}
