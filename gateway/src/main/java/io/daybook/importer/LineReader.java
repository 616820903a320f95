package io.daybook.importer;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into lines that end with LF, held in one fixed buffer. A line longer than the
 * buffer comes in pieces, of which only the first {@link #startsLine}.
 */
final class LineReader {
    private final byte[] buffer = new byte[64 * 1024];
    private final InputStream in;
    private int start;
    private int end;
    private int filled;
    private boolean startsLine;
    private boolean endsLine = true;
    private long position;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line or piece; false at the end of the stream. */
    boolean advance() throws IOException {
        position += end - start;
        start = end;
        startsLine = endsLine;
        int newline = find(start);
        while (newline < 0 && fill()) {
            newline = find(start);
        }
        end = newline < 0 ? filled : newline + 1;
        endsLine = newline >= 0;
        return end > start;
    }

    boolean startsLine() {
        return startsLine;
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    /** How many octets come before this line. */
    long position() {
        return position;
    }

    boolean isEmptyLine() {
        int length = length();
        return startsLine
                && ((length == 1 && buffer[start] == '\n')
                        || (length == 2 && buffer[start] == '\r' && buffer[start + 1] == '\n'));
    }

    private int find(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /**
     * Reads more behind what is there; false when the buffer holds a full piece or the stream
     * ended.
     */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            return false;
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            return false;
        }
        filled += read;
        return true;
    }
}
