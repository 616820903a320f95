package io.daybook.websocket.jmap;

import io.daybook.core.UserId;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Handshake;
import io.daybook.core.http.Problem;
import io.daybook.core.http.Request;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Crowd;
import io.daybook.push.jmap.Hub;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The WebSocket of the signal protocol, a vendor's own: {@code subscribe}, {@code subscribed},
 * {@code stateChange} and {@code error}, and nothing else.
 */
public final class SignalResource implements Endpoint {
    public static final String PATH = "/jmap/signal";

    /** The capability's name is where its specification is published. */
    private static final String URI = "https://specs.serverlessinbox.com/websocket";

    static final int MOST_TYPES = 64;

    private static final int MESSAGE_OCTETS = 64 << 10;
    private static final int MOST_PER_USER = 1000;

    private final Hub hub;
    private final Crowd<UserId> crowd = new Crowd<>(MOST_PER_USER);

    public SignalResource(Hub hub) {
        this.hub = hub;
    }

    public static Capability capability() {
        return new Capability(
                URI,
                base ->
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("url", WebSocketResource.url(base, PATH))
                                .put("maxSubscriptions", MOST_TYPES),
                null);
    }

    @Override
    public Answer answer(Request request) {
        Problem refusal = Handshake.refuse(request);
        if (refusal == null && crowd.isFull(request.user().user())) {
            refusal = Problem.busy(429, "This user has too many of these open.", 60);
        }
        return refusal == null
                ? Answer.socket("", MESSAGE_OCTETS, conversation(request))
                : refusal.answer();
    }

    private SignalConversation conversation(Request request) {
        return new SignalConversation(request.user(), hub, crowd);
    }
}
