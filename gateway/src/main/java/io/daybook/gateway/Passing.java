package io.daybook.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Octets on their way from one place to another, shown as they pass. */
final class Passing extends FilterInputStream {
    private final StepDisplay display;
    private final long all;
    private long octets;
    private volatile @Nullable IOException failure;

    /**
     * @param all how many there are, 0 when nobody knows
     */
    Passing(InputStream in, long all, StepDisplay display) {
        super(in);
        this.all = all;
        this.display = display;
    }

    /** Why they ended early, or null. */
    @Nullable IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int count = super.read(into, offset, length);
            octets += Math.max(0, count);
            display.octets(octets, all);
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
