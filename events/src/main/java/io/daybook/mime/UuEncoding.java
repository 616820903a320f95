package io.daybook.mime;

import java.io.ByteArrayOutputStream;

/** The uuencode form; lines before {@code begin} and after {@code end} are no content. */
final class UuEncoding {
    private final byte[] in;
    private final int end;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean problem;

    private UuEncoding(byte[] in, int end) {
        this.in = in;
        this.end = end;
    }

    static Decoded decode(byte[] in, int offset, int length) {
        var decoder = new UuEncoding(in, offset + length);
        decoder.run(offset);
        return new Decoded(decoder.out.toByteArray(), decoder.problem);
    }

    private void run(int offset) {
        int line = begin(offset);
        while (line < end) {
            int stop = lineEnd(line);
            if (startsWith(line, "end") || stop == line || count(line) == 0) {
                return;
            }
            line(line + 1, stop, count(line));
            line = nextLine(stop);
        }
        problem = true;
    }

    private int begin(int offset) {
        int line = offset;
        while (line < end) {
            int stop = lineEnd(line);
            if (startsWith(line, "begin ")) {
                return nextLine(stop);
            }
            line = nextLine(stop);
        }
        problem = true;
        return offset;
    }

    private void line(int from, int stop, int count) {
        int left = count;
        for (int i = from; left > 0; i += 4) {
            problem |= i >= stop;
            if (i >= stop) {
                return;
            }
            int held =
                    digit(i, stop) << 18
                            | digit(i + 1, stop) << 12
                            | digit(i + 2, stop) << 6
                            | digit(i + 3, stop);
            for (int shift = 16; shift >= 0 && left > 0; shift -= 8, left--) {
                out.write(held >> shift);
            }
        }
    }

    private int digit(int at, int stop) {
        if (at >= stop) {
            return 0;
        }
        problem |= in[at] < ' ' || in[at] > '`';
        return (in[at] - ' ') & 0x3F;
    }

    private int count(int line) {
        return (in[line] - ' ') & 0x3F;
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < end && in[i] != '\r' && in[i] != '\n') {
            i++;
        }
        return i;
    }

    private int nextLine(int stop) {
        return stop + 1 < end && in[stop] == '\r' && in[stop + 1] == '\n' ? stop + 2 : stop + 1;
    }

    private boolean startsWith(int line, String word) {
        if (line + word.length() > end) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (in[line + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
