package io.daybook.archive.file;

import io.daybook.journal.Seal;
import io.daybook.journal.SealBroken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.crypto.SecretKey;

/** Reads what {@link SealedOutput} wrote; fails at the first segment that is not as it was. */
final class SealedInput extends InputStream {
    private final InputStream in;
    private final SecretKey key;
    private final String part;
    private byte[] segment = {};
    private int position;
    private long number;
    private boolean over;

    SealedInput(InputStream in, SecretKey key, String part) {
        this.in = in;
        this.key = key;
        this.part = part;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == segment.length) {
            if (over) {
                return -1;
            }
            next();
        }
        int count = Math.min(length, segment.length - position);
        System.arraycopy(segment, position, into, offset, count);
        position += count;
        return count;
    }

    private void next() throws IOException {
        byte[] prefix = in.readNBytes(1 + Integer.BYTES);
        if (prefix.length < 1 + Integer.BYTES) {
            throw FlawFound.broken(part);
        }
        over = prefix[0] == SealedOutput.LAST;
        int length = ByteBuffer.wrap(prefix).getInt(1);
        if (length < Seal.OVERHEAD || length > SealedOutput.SEGMENT + Seal.OVERHEAD) {
            throw FlawFound.broken(part);
        }
        byte[] sealed = in.readNBytes(length);
        segment = opened(sealed, over);
        position = 0;
        number++;
    }

    private byte[] opened(byte[] sealed, boolean last) throws FlawFound {
        try {
            return Seal.open(key, SealedOutput.context(part, number, last), sealed, part);
        } catch (SealBroken e) {
            throw FlawFound.broken(part);
        }
    }
}
