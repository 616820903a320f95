package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.DataType;
import io.daybook.core.GetStates;
import io.daybook.core.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Whatever octets come on an open WebSocket, the connection ends soon after them, nothing fails in
 * the server, and the next client is served.
 */
public final class WebSocketFuzz {
    private static final TestServer SERVER = server();
    private static final String HANDSHAKE =
            "GET /jmap/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: jmap\r\nAuthorization: "
                    + TestServer.AUTHORIZATION
                    + "\r\n\r\n";

    /** RFC 6455 section 7.4.1: the close code 1011, which says that the server failed. */
    private static final String FAILED = "\u0003\u00f3";

    private WebSocketFuzz() {}

    public static void fuzzerTestOneInput(byte[] frames) {
        try (var socket = new RawHttp(SERVER.port())) {
            String opened = socket.send(HANDSHAKE).readUntil("\r\n\r\n");
            assertThat(opened).startsWith("HTTP/1.1 101");
            assertThat(answer(socket, frames)).doesNotContain("serverFail").doesNotEndWith(FAILED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(RawHttp socket, byte[] frames) throws IOException {
        try {
            socket.send(new String(frames, StandardCharsets.ISO_8859_1));
            return socket.finish().readAll();
        } catch (SocketException e) {
            // The server may end a connection while more is sent.
            return "";
        }
    }

    private static TestServer server() {
        var sides = new FakeSides();
        var states = new GetStates.States(Map.of(DataType.EMAIL, new State("ep", 7)));
        sides.answer(GetStates.class, GetStates.States.class, _ -> states);
        return TestServer.start(sides);
    }
}
