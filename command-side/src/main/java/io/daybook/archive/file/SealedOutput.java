package io.daybook.archive.file;

import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.journal.Seal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.crypto.SecretKey;

/**
 * Seals what is written to it in segments. Before each stand whether it is the last and the length
 * of its sealed octets. It is sealed with the name of its part, its number, and whether it is the
 * last, so that none can be moved, left out or cut off.
 */
final class SealedOutput extends OutputStream {
    static final int SEGMENT = 64 * 1024;
    static final int MORE = 0;
    static final int LAST = 1;

    private final OutputStream out;
    private final Seal seal;
    private final SecretKey key;
    private final String part;
    private final byte[] segment = new byte[SEGMENT];
    private int filled;
    private long number;
    private boolean closed;

    SealedOutput(OutputStream out, Seal seal, SecretKey key, String part) {
        this.out = out;
        this.seal = seal;
        this.key = key;
        this.part = part;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            // Only when more comes is a full segment known not to be the last.
            if (filled == SEGMENT) {
                flushSegment(false);
            }
            int count = Math.min(SEGMENT - filled, length - done);
            System.arraycopy(octets, offset + done, segment, filled, count);
            filled += count;
            done += count;
        }
    }

    private void flushSegment(boolean last) throws IOException {
        byte[] sealed = seal.seal(key, context(part, number, last), segment, 0, filled);
        out.write(last ? LAST : MORE);
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(sealed.length).array());
        out.write(sealed);
        number++;
        filled = 0;
    }

    static byte[] context(String part, long number, boolean last) {
        var out = new BinaryFieldWriter();
        out.text("kind", "archive");
        out.text("part", part);
        out.number("number", number);
        out.flag("last", last);
        return out.toByteArray();
    }

    /** Ends the part; what is below stays open. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            flushSegment(true);
        }
    }
}
