package io.daybook.websocket.jmap;

import io.daybook.core.UserId;
import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Handshake;
import io.daybook.core.http.Problem;
import io.daybook.core.http.Recognition;
import io.daybook.core.http.Request;
import io.daybook.core.jmap.Api;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Crowd;
import io.daybook.core.jmap.Limits;
import io.daybook.push.jmap.Hub;
import java.util.concurrent.Executor;
import tools.jackson.databind.node.JsonNodeFactory;

/** The WebSocket of JMAP (RFC 8887). */
public final class WebSocketResource implements Endpoint {
    public static final String PATH = "/jmap/ws";

    private static final String URN = "urn:ietf:params:jmap:websocket";
    private static final String PROTOCOL = "jmap";
    private static final int MOST_PER_USER = 1000;

    private final Api api;
    private final Hub hub;
    private final Recognition recognition;
    private final Limits limits;
    private final Executor threads;
    private final Crowd<UserId> crowd = new Crowd<>(MOST_PER_USER);

    /**
     * @param threads starts a thread for each request
     */
    public WebSocketResource(
            Api api, Hub hub, Recognition recognition, Limits limits, Executor threads) {
        this.api = api;
        this.hub = hub;
        this.recognition = recognition;
        this.limits = limits;
        this.threads = threads;
    }

    /** RFC 8887 section 3: where the WebSocket is, and that it pushes. */
    public static Capability capability() {
        return new Capability(
                URN,
                base ->
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("url", url(base, PATH))
                                .put("supportsPush", true),
                null);
    }

    /** RFC 6455 section 3: ws stands for http, wss for https. */
    public static String url(String base, String path) {
        return "ws" + base.substring("http".length()) + path;
    }

    @Override
    public Answer answer(Request request) {
        Problem refusal = Handshake.refuse(request);
        // RFC 8887 section 4.2: the client offers the subprotocol "jmap".
        if (refusal == null && !Handshake.offers(request, PROTOCOL)) {
            refusal = Problem.of(400, "Bad Request", "Offer the subprotocol jmap.");
        }
        if (refusal == null && crowd.isFull(request.user().user())) {
            refusal = Problem.busy(429, "This user has too many of these open.", 60);
        }
        if (refusal != null) {
            return refusal.answer();
        }
        var visitor = new Visitor(request, recognition);
        var conversation = new JmapConversation(visitor, api, hub, crowd, threads);
        return Answer.socket(PROTOCOL, (int) limits.maxSizeRequest(), conversation);
    }
}
