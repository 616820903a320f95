package io.daybook.submission.relay.smtp;

import io.daybook.submission.relay.Relay;
import java.io.IOException;
import java.io.OutputStream;

/** What must be known of a message before it is sent. */
final class ContentScan extends OutputStream {
    private long octets;
    private long onTheWire;
    private boolean eightBit;
    private boolean eightBitHeader;
    private boolean inHeader = true;
    private boolean atLineStart = true;
    private int last = '\n';
    private int beforeLast;

    static ContentScan of(Relay.Content content) throws IOException {
        var scan = new ContentScan();
        content.writeTo(scan);
        return scan;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(buffer[i]);
        }
    }

    @Override
    public void write(int octet) {
        octets++;
        int c = octet & 0xFF;
        if (c == '\n' || c == '\r') {
            endOfLine(c);
        } else {
            onTheWire++;
            atLineStart = false;
            eightBit |= c >= 0x80;
            eightBitHeader |= c >= 0x80 && inHeader;
        }
        beforeLast = last;
        last = c;
    }

    /** Each CR, LF or CR LF is one line end, as the transport writes it. */
    private void endOfLine(int c) {
        if (c == '\n' && last == '\r' && octets > 1) {
            return;
        }
        onTheWire += 2;
        inHeader &= !atLineStart;
        atLineStart = true;
    }

    /** The octets as they are counted by SIZE (RFC 1870 section 3), with the end of each line. */
    long onTheWire() {
        return atLineStart && octets > 0 ? onTheWire : onTheWire + 2;
    }

    /** The octets without the line end that the message ends with, if it does. */
    long octetsBeforeLastLineEnd() {
        if (octets == 0) {
            return 0;
        }
        if (last == '\n') {
            return octets - (beforeLast == '\r' && octets > 1 ? 2 : 1);
        }
        return last == '\r' ? octets - 1 : octets;
    }

    boolean isEightBit() {
        return eightBit;
    }

    boolean isEightBitInHeader() {
        return eightBitHeader;
    }
}
