package io.daybook.submission.relay.smtp;

import java.io.IOException;
import java.io.OutputStream;

/** Passes on the first octets and drops what follows; calls before each piece that it passes on. */
final class FirstOctets extends OutputStream {
    private static final int PIECE = 64 * 1024;

    private final OutputStream out;
    private final Runnable beforePiece;
    private long left;

    FirstOctets(OutputStream out, long octets, Runnable beforePiece) {
        this.out = out;
        this.left = octets;
        this.beforePiece = beforePiece;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        int end = offset + (int) Math.min(length, left);
        for (int from = offset; from < end; from += PIECE) {
            int piece = Math.min(PIECE, end - from);
            beforePiece.run();
            out.write(buffer, from, piece);
            left -= piece;
        }
    }
}
