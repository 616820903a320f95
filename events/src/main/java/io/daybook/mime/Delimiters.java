package io.daybook.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The boundaries of the multiparts that are open at some point of a message, outermost first. */
final class Delimiters {
    private final byte[] message;
    private final List<byte[]> open = new ArrayList<>();

    Delimiters(byte[] message) {
        this.message = message;
    }

    int depth() {
        return open.size();
    }

    void push(byte[] boundary) {
        open.add(boundary);
    }

    void pop() {
        open.removeLast();
    }

    boolean isDelimiter(int line) {
        return level(line) >= 0;
    }

    /**
     * Which open boundary the line is a delimiter of, or -1. RFC 2046 section 5.1.1: a boundary
     * need only be the beginning of the line; where several are, the longest is meant, then the
     * innermost.
     */
    int level(int line) {
        if (open.isEmpty()
                || message.length - line < 3
                || message[line] != '-'
                || message[line + 1] != '-') {
            return -1;
        }
        int best = -1;
        for (int i = open.size() - 1; i >= 0; i--) {
            byte[] boundary = open.get(i);
            if ((best < 0 || boundary.length > open.get(best).length)
                    && matches(line + 2, boundary)) {
                best = i;
            }
        }
        return best;
    }

    /** Whether the delimiter line of this level closes its multipart. */
    boolean closes(int line, int level) {
        int after = line + 2 + open.get(level).length;
        return after + 1 < message.length && message[after] == '-' && message[after + 1] == '-';
    }

    private boolean matches(int at, byte[] boundary) {
        int end = at + boundary.length;
        return end <= message.length
                && message[at] == boundary[0]
                && Arrays.equals(message, at, end, boundary, 0, boundary.length);
    }
}
