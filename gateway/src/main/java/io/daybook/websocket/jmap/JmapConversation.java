package io.daybook.websocket.jmap;

import io.daybook.core.SeenHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.UserId;
import io.daybook.core.http.Conversation;
import io.daybook.core.http.Line;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Request;
import io.daybook.core.jmap.Api;
import io.daybook.core.jmap.Crowd;
import io.daybook.core.jmap.Memory;
import io.daybook.push.jmap.Hub;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection of RFC 8887. Messages are read in order; requests are carried out at once, each on
 * a thread of its own, and answered when they are done.
 */
final class JmapConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(JmapConversation.class);
    private static final int TRY_LATER = 1013;

    private final Visitor visitor;
    private final Api api;
    private final Hub hub;
    private final Crowd<UserId> crowd;
    private final Executor threads;
    private final AtomicInteger underWay = new AtomicInteger();
    private @Nullable Line line;
    private @Nullable Attendance attendance;
    private @Nullable Push push;
    private boolean over;

    JmapConversation(Visitor visitor, Api api, Hub hub, Crowd<UserId> crowd, Executor threads) {
        this.visitor = visitor;
        this.api = api;
        this.hub = hub;
        this.crowd = crowd;
        this.threads = threads;
    }

    @Override
    public synchronized void begin(Line newLine) {
        line = newLine;
        if (over) {
            return;
        }
        if (!crowd.enter(visitor.user().user())) {
            newLine.close(TRY_LATER, "this user has too many of these open");
            return;
        }
        // The connection ends with the secret that opened it, whether or not it is pushed to.
        attendance = new Attendance(visitor.user(), newLine);
        hub.add(attendance, Set.of());
    }

    @Override
    public void hear(byte[] text) {
        Request request = visitor.request();
        String id = null;
        try {
            Memory.Taken memory = api.take(text.length);
            boolean handedOver = false;
            try {
                JsonNode json = Api.parse(text);
                id = id(json);
                handedOver = follow(request, json, id, memory);
            } finally {
                if (!handedOver) {
                    memory.close();
                }
            }
        } catch (RuntimeException | StackOverflowError e) {
            refuse(problem(request, e), id);
        }
    }

    /** Whether the request under way gives the memory back. */
    private boolean follow(
            Request request, JsonNode json, @Nullable String id, Memory.Taken memory) {
        // RFC 8887 section 4.3: every message is an object that tells its @type.
        if (!(json instanceof ObjectNode message)) {
            throw notRequest("The message is not an object.");
        }
        switch (type(message)) {
            case "Request" -> {
                carryOut(request, message, id, memory);
                return true;
            }
            case "WebSocketPushEnable" -> enable(message);
            case "WebSocketPushDisable" -> disable();
            default -> throw notRequest("'@type' is none that a client sends.");
        }
        return false;
    }

    private static String type(ObjectNode message) {
        JsonNode type = message.get("@type");
        return type != null && type.isString() ? type.stringValue() : "";
    }

    // RFC 8887 section 4.3.2: the id is a String that the client chooses.
    private static @Nullable String id(JsonNode json) {
        JsonNode id = json.get("id");
        if (id != null && !id.isNull() && !id.isString()) {
            throw notRequest("'id' is not a string.");
        }
        return id == null || id.isNull() ? null : id.stringValue();
    }

    // RFC 8887 section 4.3.2: requests may be processed out of order, as many at once as
    // maxConcurrentRequests says.
    private void carryOut(
            Request request, ObjectNode message, @Nullable String id, Memory.Taken memory) {
        UserId user = visitor.user().user();
        if (!api.enter(user)) {
            memory.close();
            refuse(api.crowded(), id);
            return;
        }
        underWay.incrementAndGet();
        threads.execute(() -> {
            try (memory) {
                SeenHeads.during(() -> answer(request, message, id));
            } catch (RuntimeException | StackOverflowError e) {
                refuse(problem(request, e), id);
            } finally {
                api.leave(user);
                underWay.decrementAndGet();
            }
        });
    }

    private void answer(Request request, ObjectNode message, @Nullable String id) {
        Request current = visitor.again(request);
        if (current == null) {
            refuse(Problem.of(401, "Unauthorized", "Sign in again."), id);
        } else {
            send(api.carryOut(current, message, members(id)));
        }
    }

    // RFC 8887 section 4.3.3: the requestId MUST be there if the request had an id.
    private static LinkedHashMap<String, String> members(@Nullable String id) {
        var members = new LinkedHashMap<String, String>();
        members.put("@type", "Response");
        if (id != null) {
            members.put("requestId", id);
        }
        return members;
    }

    private void enable(ObjectNode message) {
        Push.Wish wish = Push.Wish.read(message);
        if (wish == null) {
            throw notRequest("'dataTypes' is an array of strings or null, 'pushState' a string.");
        }
        var states = hub.states(hub.visibleTo(visitor.user()));
        synchronized (this) {
            stopPush();
            if (over || line == null) {
                return;
            }
            push = new Push(visitor.user(), wish, states, line);
            hub.add(push, states.keySet());
            push.flush();
        }
    }

    private synchronized void disable() {
        stopPush();
    }

    private void stopPush() {
        if (push != null) {
            hub.remove(push);
            push.stop();
            push = null;
        }
    }

    @Override
    public void drained() {
        Push current;
        synchronized (this) {
            current = push;
        }
        if (current != null) {
            current.flush();
        }
    }

    @Override
    public boolean isBusy() {
        return underWay.get() > 0;
    }

    @Override
    public synchronized void end() {
        over = true;
        stopPush();
        if (attendance != null) {
            hub.remove(attendance);
            crowd.leave(visitor.user().user());
            attendance = null;
        }
    }

    // RFC 8887 section 4.3.4: the problem, with its @type and the id of the request.
    private void refuse(Problem problem, @Nullable String id) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("@type", "RequestError").put("requestId", id);
        error.setAll(problem.json());
        send(error.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void send(byte[] text) {
        Line open;
        synchronized (this) {
            open = line;
        }
        if (open != null) {
            open.send(text);
        }
    }

    private static Problem problem(Request request, Throwable e) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case Unavailable busy -> {
                LOG.warn("{}: {}", request.id(), busy.getMessage());
                yield Problem.busy(
                        503, "Something needed is not there yet; try again.", busy.retrySeconds());
            }
            default -> {
                LOG.error("{} failed", request.id(), e);
                yield Problem.serverFail(request.id());
            }
        };
    }

    private static ProblemException notRequest(String detail) {
        return new ProblemException(Problem.jmap("notRequest", detail));
    }
}
