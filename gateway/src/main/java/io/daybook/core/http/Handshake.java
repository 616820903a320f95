package io.daybook.core.http;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The opening handshake of a WebSocket (RFC 6455 section 4.2.1). */
public final class Handshake {
    private static final int KEY_OCTETS = 16;

    private Handshake() {}

    /** Why the request opens no WebSocket, or null when it does. */
    public static @Nullable Problem refuse(Request request) {
        boolean upgrades =
                request.method().equals("GET")
                        && tokens(request.header("Upgrade")).anyMatch("websocket"::equals)
                        && tokens(request.header("Connection")).anyMatch("upgrade"::equals);
        if (!upgrades) {
            return Problem.of(426, "Upgrade Required", "This resource is a WebSocket.")
                    .with("Upgrade", "websocket");
        }
        if (!"13".equals(request.header("Sec-WebSocket-Version"))) {
            // RFC 6455 section 4.4: the answer names the versions that the server speaks.
            return Problem.of(426, "Upgrade Required", "This server speaks version 13.")
                    .with("Sec-WebSocket-Version", "13");
        }
        return isKey(request.header("Sec-WebSocket-Key"))
                ? null
                : Problem.of(400, "Bad Request", "Sec-WebSocket-Key is no nonce of 16 octets.");
    }

    /** Whether the client offers the subprotocol. */
    public static boolean offers(Request request, String protocol) {
        String offered = request.header("Sec-WebSocket-Protocol");
        return offered != null
                && Arrays.stream(offered.split(",")).map(String::strip).anyMatch(protocol::equals);
    }

    private static Stream<String> tokens(@Nullable String header) {
        return header == null
                ? Stream.empty()
                : Arrays.stream(header.split(",")).map(it -> it.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_OCTETS;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
