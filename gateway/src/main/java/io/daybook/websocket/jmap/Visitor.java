package io.daybook.websocket.jmap;

import io.daybook.core.http.Body;
import io.daybook.core.http.Recognition;
import io.daybook.core.http.Request;
import io.daybook.core.http.SignedIn;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who opened a WebSocket, and the requests that come from there. Keeps nothing of the handshake.
 */
final class Visitor {
    private final Recognition recognition;
    private volatile SignedIn user;
    private final InetAddress client;
    private final String agent;
    private final String baseUrl;
    private final String id;
    private final AtomicLong messages = new AtomicLong();

    Visitor(Request handshake, Recognition recognition) {
        this.recognition = recognition;
        this.user = handshake.user();
        this.client = handshake.client();
        this.agent = handshake.agent();
        this.baseUrl = handshake.baseUrl();
        this.id = handshake.id();
    }

    SignedIn user() {
        return user;
    }

    /** The next request on this connection. */
    Request request() {
        return new Message(this, user, id + "." + messages.incrementAndGet());
    }

    /**
     * The request as one of the user as the user is by now; null when the secret that opened the
     * connection is good no longer. May block.
     */
    @Nullable Request again(Request request) {
        SignedIn now = recognition.again(user);
        if (now == null) {
            return null;
        }
        user = now;
        return new Message(this, now, request.id());
    }

    /** A request that came as a message: its body is read already. */
    private record Message(Visitor visitor, SignedIn user, String id) implements Request {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return WebSocketResource.PATH;
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public InetAddress client() {
            return visitor.client;
        }

        @Override
        public String agent() {
            return visitor.agent;
        }

        @Override
        public String baseUrl() {
            return visitor.baseUrl;
        }

        @Override
        public Body body() {
            throw new IllegalStateException("the message was read already");
        }
    }
}
