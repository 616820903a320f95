package io.daybook.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The boundaries of the multiparts that are open at some point of a message, outermost first. */
final class Delimiters {
    private static final int HEAD = 8;

    private final byte[] message;
    private final List<byte[]> open = new ArrayList<>();

    /**
     * The first octets of each boundary as a number, so that most lines are told apart by one
     * comparison.
     */
    private final long[] heads = new long[MessageParser.MAX_DEPTH];

    Delimiters(byte[] message) {
        this.message = message;
    }

    int depth() {
        return open.size();
    }

    void push(byte[] boundary) {
        heads[open.size()] = head(boundary, 0, Math.min(HEAD, boundary.length));
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
        int at = line + 2;
        long head = head(message, at, Math.min(HEAD, message.length - at));
        int best = -1;
        for (int i = open.size() - 1; i >= 0; i--) {
            byte[] boundary = open.get(i);
            int unused = 8 * Math.max(0, HEAD - boundary.length);
            boolean longer = best < 0 || boundary.length > open.get(best).length;
            if (longer && (head ^ heads[i]) >>> unused == 0 && matches(at, boundary)) {
                best = i;
            }
        }
        return best;
    }

    /** Up to eight octets as a number, the first in the highest place. */
    private static long head(byte[] octets, int from, int length) {
        long head = 0;
        for (int i = 0; i < length; i++) {
            head |= (octets[from + i] & 0xFFL) << (8 * (HEAD - 1 - i));
        }
        return head;
    }

    /** Whether the delimiter line of this level closes its multipart. */
    boolean closes(int line, int level) {
        int after = line + 2 + open.get(level).length;
        return after + 1 < message.length && message[after] == '-' && message[after + 1] == '-';
    }

    private boolean matches(int at, byte[] boundary) {
        int end = at + boundary.length;
        return end <= message.length
                && Arrays.equals(message, at, end, boundary, 0, boundary.length);
    }
}
