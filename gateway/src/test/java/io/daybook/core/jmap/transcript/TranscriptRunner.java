package io.daybook.core.jmap.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    private final URI api;
    private final Actor user;
    private final Map<String, Given> givens;
    private final Map<String, Actor> others;
    private final Map<String, String> names = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
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
        this(api, new Actor(authorization, account), givens, Map.of());
    }

    /**
     * @param givens by kind
     * @param others who else may act, by names that stand for their accounts too
     */
    public TranscriptRunner(
            URI api, Actor user, Map<String, Given> givens, Map<String, Actor> others) {
        this.api = api;
        this.user = user;
        this.actor = user;
        this.givens = Map.copyOf(givens);
        this.others = Map.copyOf(others);
    }

    /** Plays {@code transcripts/NAME.jmap}; fails at the first line that is answered otherwise. */
    public void play(String name) {
        names.clear();
        names.put("SELF", user.account());
        others.forEach((other, it) -> names.put(other, it.account()));
        actor = user;
        using = USUAL;
        for (Transcript.Step step : Transcript.read(name).steps()) {
            play(name + ".jmap:" + step.line(), step);
        }
    }

    private void play(String where, Transcript.Step step) {
        switch (step) {
            case Transcript.Using(_, var capabilities) -> using = capabilities;
            case Transcript.As(_, var name) -> {
                assertThat(name.equals("SELF") || others.containsKey(name)).as(where).isTrue();
                actor = others.getOrDefault(name, user);
            }
            case Transcript.Given(_, var kind, var words) -> {
                assertThat(givens).as(where).containsKey(kind);
                givens.get(kind).bringAbout(words, names);
            }
            case Transcript.Let(_, var name, var pointer) -> {
                JsonNode value = last.at(pointer);
                assertThat(value.isString()).as("%s: a string at %s", where, pointer).isTrue();
                names.put(name, value.stringValue());
            }
            case Transcript.Calls(_, var calls, var responses) -> calls(where, calls, responses);
            case Transcript.Raw(_, var body, var status, var json) -> {
                HttpResponse<String> response = post(body);
                assertThat(response.statusCode()).as(where).isEqualTo(status);
                match(where, bind(json), JSON.readTree(response.body()));
            }
        }
    }

    private void calls(String where, List<JsonNode> calls, List<JsonNode> responses) {
        ObjectNode request = NODES.objectNode();
        ArrayNode uses = request.putArray("using");
        using.forEach(one -> uses.add(one.contains(":") ? one : "urn:ietf:params:jmap:" + one));
        ArrayNode invocations = request.putArray("methodCalls");
        calls.forEach(call -> invocations.add(withAccount(bind(call))));
        HttpResponse<String> response = post(request.toString());
        assertThat(response.statusCode()).as("%s: %s", where, response.body()).isEqualTo(200);
        last = JSON.readTree(response.body()).get("methodResponses");
        ArrayNode expected = NODES.arrayNode();
        responses.forEach(one -> expected.add(bind(one)));
        match(where, expected, last);
    }

    private JsonNode withAccount(JsonNode call) {
        ObjectNode arguments = (ObjectNode) call.get(1);
        JsonNode given = arguments.get("accountId");
        if (given != null && given.isString() && given.stringValue().equals("absent")) {
            arguments.remove("accountId");
        } else if (given == null && !call.get(0).stringValue().startsWith("Core/")) {
            arguments.put("accountId", actor.account());
        }
        return call;
    }

    private HttpResponse<String> post(String body) {
        var request =
                HttpRequest.newBuilder(api)
                        .header("Authorization", actor.authorization())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return fail("no answer from " + api, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", e);
        }
    }

    /** A copy with bound names replaced, in strings and in names of members. */
    private JsonNode bind(JsonNode json) {
        if (json.isString()) {
            return NODES.stringNode(bind(json.stringValue()));
        }
        if (json.isObject()) {
            ObjectNode copy = NODES.objectNode();
            json.properties().forEach(e -> copy.set(bind(e.getKey()), bind(e.getValue())));
            return copy;
        }
        if (json.isArray()) {
            ArrayNode copy = NODES.arrayNode();
            json.forEach(element -> copy.add(bind(element)));
            return copy;
        }
        return json;
    }

    private String bind(String text) {
        return names.getOrDefault(text, text);
    }

    private static void match(String where, JsonNode expected, JsonNode actual) {
        if (expected.isString() && expected.stringValue().equals("any")) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            for (var member : expected.properties()) {
                String path = where + "/" + member.getKey();
                JsonNode value = actual.get(member.getKey());
                boolean absent = member.getValue().toString().equals("\"absent\"");
                assertThat(value == null).as("%s is absent in %s", path, actual).isEqualTo(absent);
                if (value != null) {
                    match(path, member.getValue(), value);
                }
            }
        } else if (expected.isArray() && actual.isArray()) {
            assertThat(actual.size())
                    .as("%s: size of %s, expected %s", where, actual, expected)
                    .isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                match(where + "/" + i, expected.get(i), actual.get(i));
            }
        } else {
            assertThat(actual).as(where).isEqualTo(expected);
        }
    }
}
