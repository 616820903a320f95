package io.daybook.importer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JMAP request and what became of it, sorted by what may be done next. */
final class JmapCall {
    static final JsonMapper JSON = JsonMapper.shared();

    private final Wire wire;
    private final URI api;
    private final String user;

    JmapCall(Wire wire, URI api, String user) {
        this.wire = wire;
        this.api = api;
        this.user = user;
    }

    /** One method call of a request. */
    record Method(String name, ObjectNode arguments) {}

    /** The outcome of a request. */
    sealed interface Outcome {
        /** Every call was answered, some perhaps with an error. */
        record Answered(List<Response> responses) implements Outcome {}

        /** The server says that it did nothing; later it may. */
        record NotDone(String reason, Optional<Duration> retryAfter) implements Outcome {}

        /** Nobody can tell whether the server did it. */
        record Unsure(String reason) implements Outcome {}

        /** The server takes only smaller requests. */
        record TooLarge() implements Outcome {}
    }

    /**
     * One method response; the name is {@code error} for a method error (RFC 8620 section 3.6.2).
     */
    record Response(String name, JsonNode arguments) {
        Optional<String> error() {
            return name.equals("error")
                    ? Optional.of(arguments.path("type").asString("serverFail"))
                    : Optional.empty();
        }
    }

    /** Sends the calls as ids 0, 1 and so on. */
    Outcome send(List<Method> methods) throws InterruptedException, CannotImport {
        var request = JSON.createObjectNode();
        request.putArray("using").add(JmapSession.CORE).add(JmapSession.MAIL);
        var calls = request.putArray("methodCalls");
        for (int i = 0; i < methods.size(); i++) {
            calls.addArray()
                    .add(methods.get(i).name())
                    .add(methods.get(i).arguments())
                    .add(String.valueOf(i));
        }
        return switch (wire.post(api, "application/json", JSON.writeValueAsBytes(request))) {
            case HttpReply.Lost(var reason, var sent) when sent -> new Outcome.Unsure(reason);
            case HttpReply.Lost(var reason, _) -> new Outcome.NotDone(reason, Optional.empty());
            case HttpReply.Answered answered when answered.ok() ->
                    responses(answered, methods.size());
            case HttpReply.Answered answered -> problem(answered);
        };
    }

    private Outcome responses(HttpReply.Answered answered, int wanted) {
        try {
            var responses =
                    JSON.readTree(answered.body()).path("methodResponses").values().stream()
                            .map(it -> new Response(it.path(0).asString(""), it.path(1)))
                            .toList();
            return responses.size() < wanted
                    ? new Outcome.Unsure(
                            "an answer with " + responses.size() + " of " + wanted + " parts")
                    : new Outcome.Answered(responses);
        } catch (JacksonException e) {
            return new Outcome.Unsure("an answer that is not JSON");
        }
    }

    /** RFC 8620 section 3.6.1: request-level errors are problem details. */
    private Outcome problem(HttpReply.Answered answered) throws CannotImport {
        rejectBadCredentials(answered, user);
        JsonNode problem = problemDetails(answered.body());
        String limit = problem.path("limit").asString("");
        if (answered.status() == 413
                || limit.startsWith("maxSize")
                || limit.equals("maxCallsInRequest")) {
            return new Outcome.TooLarge();
        }
        String reason = "HTTP " + answered.status() + " " + problem.path("detail").asString("");
        if (answered.status() == 429 || limit.startsWith("maxConcurrent")) {
            return new Outcome.NotDone(reason, answered.retryAfter());
        }
        if (answered.passing()) {
            return new Outcome.Unsure(reason);
        }
        throw new CannotImport("the server refuses the request: " + reason.strip());
    }

    static void rejectBadCredentials(HttpReply.Answered answered, String user) throws CannotImport {
        if (answered.status() == 401 || answered.status() == 403) {
            throw new CannotImport(
                    "the server does not accept this password for "
                            + user
                            + "; check --user and the password");
        }
    }

    static JsonNode problemDetails(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
