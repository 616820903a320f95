package io.daybook.importer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The account that takes the mail. Calls that change nothing, and uploads, are repeated until they
 * succeed.
 */
final class JmapAccount {
    private final Wire wire;
    private final Patience patience;
    private final JmapSession session;
    private final String user;
    private final JmapCall call;

    private JmapAccount(Wire wire, Patience patience, JmapSession session, String user) {
        this.wire = wire;
        this.patience = patience;
        this.session = session;
        this.user = user;
        this.call = new JmapCall(wire, session.api(), user);
    }

    /** RFC 8620 section 2.2: the session is found below the server's well-known URL. */
    static JmapAccount open(Wire wire, Patience patience, URI server, String user)
            throws InterruptedException, CannotImport {
        URI wellKnown = URI.create(server.toString().replaceAll("/+$", "") + "/.well-known/jmap");
        for (int failures = 1; ; failures++) {
            String reason;
            Optional<Duration> retryAfter = Optional.empty();
            switch (wire.get(wellKnown)) {
                case HttpReply.Lost(var lost, _) -> reason = lost;
                case HttpReply.Answered answered when answered.ok() -> {
                    var session =
                            JmapSession.of(wellKnown, JmapCall.problemDetails(answered.body()));
                    return new JmapAccount(wire, patience, session, user);
                }
                case HttpReply.Answered answered -> {
                    JmapCall.rejectBadCredentials(answered, user);
                    reason = "HTTP " + answered.status();
                    retryAfter = answered.retryAfter();
                    if (!answered.passing()) {
                        throw new CannotImport(
                                wellKnown + " answers " + reason + "; check --server");
                    }
                }
            }
            // A server that is not there at all is more likely a wrong address than a passing
            // trouble.
            if (failures >= 5 || !patience.waitAfter(failures, retryAfter)) {
                throw new CannotImport(
                        "no JMAP server answers at "
                                + server
                                + " ("
                                + reason
                                + "); check --server, or start it");
            }
        }
    }

    Limits limits() {
        return session.limits();
    }

    /** Arguments that begin with this account's id. */
    ObjectNode arguments() {
        return JmapCall.JSON.createObjectNode().put("accountId", session.account());
    }

    /** What became of an upload. */
    sealed interface Upload {
        record Stored(String blob) implements Upload {}

        record Refused(String reason) implements Upload {}
    }

    /** RFC 8620 section 6.1. A repeated upload of the same octets does no harm. */
    Upload upload(byte[] octets) throws InterruptedException, CannotImport {
        for (int failures = 1; ; failures++) {
            String reason;
            Optional<Duration> retryAfter = Optional.empty();
            switch (wire.post(session.upload(), "message/rfc822", octets)) {
                case HttpReply.Lost(var lost, _) -> reason = lost;
                case HttpReply.Answered answered -> {
                    JsonNode body = JmapCall.problemDetails(answered.body());
                    String blob = body.path("blobId").asString("");
                    if (answered.ok() && !blob.isEmpty()) {
                        return new Upload.Stored(blob);
                    }
                    JmapCall.rejectBadCredentials(answered, user);
                    reason =
                            ("HTTP " + answered.status() + " " + body.path("detail").asString(""))
                                    .strip();
                    retryAfter = answered.retryAfter();
                    boolean busy = body.path("limit").asString("").startsWith("maxConcurrent");
                    if (!answered.ok() && !answered.passing() && !busy) {
                        return new Upload.Refused("the server refuses the upload: " + reason);
                    }
                }
            }
            if (!patience.waitAfter(failures, retryAfter)) {
                throw gaveUp(reason);
            }
        }
    }

    /** One request, tried once. */
    JmapCall.Outcome tryOnce(List<JmapCall.Method> methods)
            throws InterruptedException, CannotImport {
        return call.send(methods);
    }

    /**
     * Calls that may be repeated without harm.
     *
     * @return the responses, none of them an error
     */
    List<JsonNode> repeatable(List<JmapCall.Method> methods)
            throws InterruptedException, CannotImport {
        var responses = withErrors(methods);
        for (var response : responses) {
            if (response.error().isPresent()) {
                throw new CannotImport(
                        "the server refuses "
                                + methods.getFirst().name()
                                + ": "
                                + describe(response.arguments()));
            }
        }
        return responses.stream().map(JmapCall.Response::arguments).toList();
    }

    /** The same, with method errors left in; errors that pass are waited for. */
    List<JmapCall.Response> withErrors(List<JmapCall.Method> methods)
            throws InterruptedException, CannotImport {
        for (int failures = 1; ; failures++) {
            String reason;
            Optional<Duration> retryAfter = Optional.empty();
            switch (call.send(methods)) {
                case JmapCall.Outcome.Answered(var responses) -> {
                    var passing = responses.stream().filter(JmapAccount::passing).findFirst();
                    if (passing.isEmpty()) {
                        return responses;
                    }
                    reason = describe(passing.get().arguments());
                }
                case JmapCall.Outcome.NotDone(var why, var after) -> {
                    reason = why;
                    retryAfter = after;
                }
                case JmapCall.Outcome.Unsure(var why) -> reason = why;
                case JmapCall.Outcome.TooLarge() ->
                        throw new CannotImport(
                                "the server refuses "
                                        + methods.getFirst().name()
                                        + " as too large");
            }
            if (!patience.waitAfter(failures, retryAfter)) {
                throw gaveUp(reason);
            }
        }
    }

    /** Whether a method error is one that may be gone soon. */
    static boolean passing(JmapCall.Response response) {
        return response.error()
                .filter(type ->
                        type.equals("serverUnavailable")
                                || type.equals("serverFail")
                                || type.equals("rateLimit"))
                .isPresent();
    }

    static String describe(JsonNode error) {
        String type = error.path("type").asString("unknown error");
        String description = error.path("description").asString("");
        return description.isEmpty() ? type : type + " (" + description + ")";
    }

    static CannotImport gaveUp(String reason) {
        return new CannotImport(
                "the server is in trouble: " + reason + "; run the same command again to go on");
    }
}
