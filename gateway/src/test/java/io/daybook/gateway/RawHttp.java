package io.daybook.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket on which a test writes what no decent client would. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawHttp send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that nothing more is to come. */
    RawHttp finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The headers of an API request of alice's, up to those about the body. */
    static String apiHeaders() {
        return "POST /jmap/api HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + TestServer.AUTHORIZATION
                + "\r\nContent-Type: application/json\r\n";
    }

    /** Everything up to the end of the connection. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Reads on until the text appears, or the connection ends. */
    String readUntil(String end) throws IOException {
        InputStream in = socket.getInputStream();
        var text = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            text.append((char) octet);
            if (text.indexOf(end, Math.max(0, text.length() - end.length())) >= 0) {
                return text.toString();
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
