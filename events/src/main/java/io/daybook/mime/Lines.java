package io.daybook.mime;

/**
 * The lines of a message. They end at LF, with or without a CR before it; only where a message has
 * no LF at all do they end at CR.
 */
final class Lines {
    private final byte[] message;
    private final byte end;

    Lines(byte[] message) {
        this.message = message;
        this.end = (byte) (hasLineFeed(message) ? '\n' : '\r');
    }

    private static boolean hasLineFeed(byte[] message) {
        for (byte octet : message) {
            if (octet == '\n') {
                return true;
            }
        }
        return false;
    }

    /** Where the line after the one at {@code from} starts. */
    int next(int from) {
        int i = from;
        while (i < message.length && message[i] != end) {
            i++;
        }
        return Math.min(i + 1, message.length);
    }

    /** If the line here is empty, where the next one starts, else -1. */
    int afterBlank(int line) {
        if (line < message.length && message[line] == end) {
            return line + 1;
        }
        boolean crlf =
                line + 1 < message.length && message[line] == '\r' && message[line + 1] == end;
        return crlf ? line + 2 : -1;
    }

    boolean isFolded(int line) {
        return line < message.length && (message[line] == ' ' || message[line] == '\t');
    }

    /**
     * The end of the text from {@code start} to {@code next}, without the line end before {@code
     * next}.
     */
    int withoutEnd(int start, int next) {
        int stop = next;
        if (stop > start && message[stop - 1] == end) {
            stop--;
            if (end == '\n' && stop > start && message[stop - 1] == '\r') {
                stop--;
            }
        }
        return stop;
    }

    boolean startsWith(int line, String text) {
        if (message.length - line < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (message[line + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
