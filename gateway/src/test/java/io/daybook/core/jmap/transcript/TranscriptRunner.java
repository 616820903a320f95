package io.daybook.core.jmap.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.transcript.Connection.Reply;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plays transcripts against the API of a running server as one user. */
public final class TranscriptRunner {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> USUAL = List.of("core", "mail", "quota");
    private static final String SELF = "SELF";

    private final URI api;
    private final Wire wire;
    private final Actor user;
    private final Map<String, Given> givens;
    private final Map<String, Actor> others;
    private final Map<Actor, Connection> connections = new HashMap<>();
    private Names names = new Names();
    private List<String> using = USUAL;
    private Actor actor;
    private JsonNode last = NODES.nullNode();

    /** Brings about what a {@code given KIND words...} line says. */
    @FunctionalInterface
    public interface Given {
        /**
         * @param words what follows the kind
         * @param names bound so far; the given adds its own
         */
        void bringAbout(String words, Map<String, String> names);
    }

    /**
     * Who makes calls.
     *
     * @param authorization the whole header, such as {@code Basic ...}
     */
    public record Actor(String authorization, String account) {}

    /**
     * @param authorization the whole header, such as {@code Basic ...}
     * @param givens by kind
     */
    public TranscriptRunner(
            URI api, String authorization, String account, Map<String, Given> givens) {
        this(api, Wire.HTTP, new Actor(authorization, account), givens, Map.of());
    }

    /**
     * @param givens by kind
     * @param others who else may act, by names that stand for their accounts too
     */
    public TranscriptRunner(
            URI api, Wire wire, Actor user, Map<String, Given> givens, Map<String, Actor> others) {
        this.api = api;
        this.wire = wire;
        this.user = user;
        this.actor = user;
        this.givens = Map.copyOf(givens);
        this.others = Map.copyOf(others);
    }

    /** Plays {@code transcripts/NAME.jmap}; fails at the first line that is answered otherwise. */
    public void play(String name) {
        names = new Names();
        names.values().put(SELF, user.account());
        others.forEach((other, it) -> names.values().put(other, it.account()));
        actor = user;
        using = USUAL;
        try {
            for (Transcript.Step step : Transcript.read(name).steps()) {
                play(name + ".jmap:" + step.line(), step);
            }
        } finally {
            connections.values().forEach(Connection::close);
            connections.clear();
        }
    }

    private void play(String where, Transcript.Step step) {
        switch (step) {
            case Transcript.Using(_, var capabilities) -> using = capabilities;
            case Transcript.As(_, var name) -> {
                assertThat(name.equals(SELF) || others.containsKey(name)).as(where).isTrue();
                actor = others.getOrDefault(name, user);
            }
            case Transcript.Given(_, var kind, var words) -> {
                assertThat(givens).as(where).containsKey(kind);
                givens.get(kind).bringAbout(words, names.values());
            }
            case Transcript.Let(_, var name, var pointer) -> {
                JsonNode value = last.at(pointer);
                assertThat(value.isString()).as("%s: a string at %s", where, pointer).isTrue();
                names.values().put(name, value.stringValue());
            }
            case Transcript.Calls(_, var calls, var responses) -> calls(where, calls, responses);
            case Transcript.Raw(_, var body, var status, var json) -> {
                Reply reply = post(body);
                assertThat(reply.status()).as(where).isEqualTo(status);
                Expectation.match(where, names.bind(json), JSON.readTree(reply.body()));
            }
            case Transcript.Http http -> http(where, http);
            case Transcript.Listen(_, var types) ->
                    connection().listen("/jmap/eventsource?closeafter=state&ping=0&types=" + types);
            case Transcript.Hear(_, var json) ->
                    Expectation.match(where, names.bind(json), JSON.readTree(connection().hear()));
        }
    }

    private void calls(String where, List<JsonNode> calls, List<JsonNode> responses) {
        ObjectNode request = NODES.objectNode();
        ArrayNode uses = request.putArray("using");
        using.forEach(one -> uses.add(one.contains(":") ? one : "urn:ietf:params:jmap:" + one));
        ArrayNode invocations = request.putArray("methodCalls");
        calls.forEach(call -> invocations.add(withAccount(names.bind(call))));
        Reply reply = post(request.toString());
        assertThat(reply.status()).as("%s: %s", where, reply.body()).isEqualTo(200);
        last = JSON.readTree(reply.body()).get("methodResponses");
        ArrayNode expected = NODES.arrayNode();
        responses.forEach(one -> expected.add(names.bind(one)));
        Expectation.match(where, expected, last);
    }

    private JsonNode withAccount(JsonNode call) {
        ObjectNode arguments = (ObjectNode) call.get(1);
        JsonNode given = arguments.get("accountId");
        if (given != null && given.isString() && given.stringValue().equals("absent")) {
            arguments.remove("accountId");
        } else if (given == null && hasAccount(call.get(0).stringValue())) {
            arguments.put("accountId", actor.account());
        }
        return call;
    }

    private static boolean hasAccount(String method) {
        return !method.startsWith("Core/") && !method.startsWith("PushSubscription/");
    }

    private void http(String where, Transcript.Http http) {
        String path = names.bindWords(http.path());
        Reply reply = connection().send(http.method(), path, http.type(), body(http.body()));
        Transcript.Expected expected = http.expected();
        assertThat(reply.status()).as("%s: %s", where, reply.body()).isEqualTo(expected.status());
        if (expected.type() != null) {
            assertThat(reply.type()).as(where).isEqualTo(expected.type());
        }
        JsonNode body = expected.body();
        if (body != null && body.isString()) {
            assertThat(reply.body()).as(where).isEqualTo(body.stringValue());
        } else if (body != null) {
            last = JSON.readTree(reply.body());
            Expectation.match(where, names.bind(body), last);
        }
    }

    /** With its names replaced; but a JSON string is its text, and an array of them are lines. */
    private String body(String written) {
        if (written.startsWith("\"")) {
            return JSON.readTree(written).stringValue();
        }
        if (!written.startsWith("[\"")) {
            return names.bindWords(written);
        }
        var lines = new StringBuilder();
        JSON.readTree(written).forEach(line -> lines.append(line.stringValue()).append("\r\n"));
        return lines.toString();
    }

    private Reply post(String body) {
        return switch (wire) {
            case HTTP -> connection().send("POST", api.getRawPath(), "application/json", body);
            case WEBSOCKET -> connection().say(body);
        };
    }

    private Connection connection() {
        return connections.computeIfAbsent(actor, one -> new Connection(api, one.authorization()));
    }
}
