package io.daybook.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket whose frames a test writes and reads octet by octet. */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();

    /** A frame as it came. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int opcode, byte[] payload) {
        /** The code of a close frame. */
        int code() {
            return ByteBuffer.wrap(payload).getShort();
        }
    }

    RawSocket(int port) throws IOException {
        socket.setReceiveBufferSize(4 << 10);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        write(
                ("GET /jmap/ws HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                + TestServer.AUTHORIZATION
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: jmap\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(octet());
        }
        if (!head.toString(StandardCharsets.US_ASCII).startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head.toString(StandardCharsets.US_ASCII));
        }
    }

    void write(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** A whole masked frame; the mask is zero. */
    void send(int opcode, byte[] payload) throws IOException {
        write(frame(FINAL | opcode, payload));
    }

    void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param first with or without the bit that ends a message
     */
    static byte[] frame(int first, byte[] payload) {
        var frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        byte[] octets = new byte[frame.position()];
        frame.flip().get(octets);
        return octets;
    }

    /** The next frame from the server. */
    Frame next() throws IOException {
        int opcode = octet() & 15;
        long length = octet();
        if (length == 126) {
            length = octet() << 8 | octet();
        } else if (length == 127) {
            length = 0;
            for (int i = 0; i < 8; i++) {
                length = length << 8 | octet();
            }
        }
        return new Frame(opcode, socket.getInputStream().readNBytes((int) length));
    }

    /** Whether the server ended the connection, after whatever frames. */
    boolean isEnded() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] octets = new byte[1024];
        int count = 0;
        while (count >= 0) {
            count = in.read(octets);
        }
        return true;
    }

    private int octet() throws IOException {
        int octet = socket.getInputStream().read();
        if (octet < 0) {
            throw new IOException("the connection ended");
        }
        return octet;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
