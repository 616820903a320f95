package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bad input to the whole server: an error that says so, nothing half done, and it serves on. */
class BadInputWholeTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String CREDENTIALS = ServerProcess.USER + ":" + ServerProcess.PASSWORD;
    private static final String AUTHORIZATION =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8));
    private static final String USING =
            "\"using\":[\"urn:ietf:params:jmap:core\",\"urn:ietf:params:jmap:mail\","
                    + "\"urn:ietf:params:jmap:submission\",\"urn:ietf:params:jmap:vacationresponse\","
                    + "\"urn:ietf:params:jmap:quota\",\"https://daybook.io/jmap/history\"]";
    private static final String STATES =
            "[\"Mailbox/get\",{\"accountId\":\"$account\",\"ids\":[]},\"s\"],"
                    + "[\"Email/get\",{\"accountId\":\"$account\",\"ids\":[]},\"s\"]";
    private static final int CALLS_A_REQUEST = 15;
    private static ServerProcess server;
    private static JmapSession session;
    private static String inbox;
    private static String email;
    private static String thread;
    private static String blob;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = ServerProcess.start(data);
        session = server.session();
        inbox = session.mailboxByRole("inbox");
        byte[] message =
                "From: a@b.test\r\nSubject: hi\r\nMessage-ID: <1@b.test>\r\n\r\nhello\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        email = session.importMessage(message, inbox);
        blob = session.upload(message);
        thread =
                session.call("Email/get", "{\"ids\":[\"" + email + "\"]}")
                        .at("/list/0/threadId")
                        .asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Whatever came, the server serves, its counters agree, and it had nothing to complain of. */
    @AfterEach
    void the_server_serves_and_is_of_one_mind() {
        for (JsonNode mailbox : session.call("Mailbox/get", "{\"ids\":null}").get("list")) {
            ObjectNode query = JmapSession.JSON.createObjectNode();
            query.putObject("filter").put("inMailbox", mailbox.get("id").asString());
            query.put("calculateTotal", true);
            assertThat(session.call("Email/query", query).get("total"))
                    .isEqualTo(mailbox.get("totalEmails"));
        }
        assertThat(server.complaints()).isEmpty();
    }

    private static HttpResponse<String> post(String body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/jmap/api"))
                            .header("Authorization", AUTHORIZATION)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + brief(body), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String request(String calls) {
        return "{" + USING + ",\"methodCalls\":[" + calls + "]}";
    }

    private static JsonNode responses(String calls) {
        HttpResponse<String> response = post(request(calls));
        assertThat(response.statusCode()).as(brief(calls) + response.body()).isEqualTo(200);
        return JmapSession.JSON.readTree(response.body()).get("methodResponses");
    }

    private static String brief(String text) {
        return text.substring(0, Math.min(2000, text.length()));
    }

    private static String call(String method, ObjectNode arguments) {
        return JmapSession.JSON.createArrayNode().add(method).add(arguments).add("m").toString();
    }

    private static String fill(String text) {
        return text.replace("$account", session.account())
                .replace("$inbox", inbox)
                .replace("$email", email)
                .replace("$thread", thread)
                .replace("$blob", blob);
    }

    static List<String> calls() {
        return ValidCalls.ALL;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void every_argument_of_every_wrong_type_is_answered_and_errors_change_nothing(String call) {
        int space = call.indexOf(' ');
        String method = call.substring(0, space);
        String json = fill(call.substring(space + 1).replace('\'', '"'));
        ObjectNode valid = (ObjectNode) JmapSession.JSON.readTree(json);
        valid.put("accountId", session.account());
        assertThat(responses(call(method, valid)).toString())
                .doesNotContain(
                        "invalidArguments", "invalidProperties", "unsupported", "serverFail");
        List<ObjectNode> mutants = Mutations.of(valid);
        for (int from = 0; from < mutants.size(); from += CALLS_A_REQUEST) {
            List<ObjectNode> some =
                    mutants.subList(from, Math.min(mutants.size(), from + CALLS_A_REQUEST));
            var calls = new StringBuilder(fill(STATES));
            for (ObjectNode mutant : some) {
                calls.append(',').append(call(method, mutant)).append(',').append(fill(STATES));
            }
            check(responses(calls.toString()), some);
        }
    }

    /** Responses come as two states, then for each mutant its own and two states. */
    private static void check(JsonNode responses, List<ObjectNode> mutants) {
        assertThat(responses).as(brief(responses.toString())).hasSize(2 + 3 * mutants.size());
        for (int i = 0; i < mutants.size(); i++) {
            int at = 2 + 3 * i;
            JsonNode answer = responses.get(at);
            assertThat(answer.toString())
                    .as("answer to %s", mutants.get(i))
                    .doesNotContain("serverFail", "serverUnavailable", "serverPartialFail");
            if (answer.get(0).asString().equals("error")) {
                assertThat(responses.get(at + 1).at("/1/state"))
                        .as("Mailbox state after %s", mutants.get(i))
                        .isEqualTo(responses.get(at - 2).at("/1/state"));
                assertThat(responses.get(at + 2).at("/1/state"))
                        .as("Email state after %s", mutants.get(i))
                        .isEqualTo(responses.get(at - 1).at("/1/state"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "notJSON | {",
                "notJSON | ``",
                "notJSON | {\"using\":[],\"using\":[],\"methodCalls\":[]}",
                "notRequest | []",
                "notRequest | null",
                "notRequest | {\"using\":7,\"methodCalls\":[]}",
                "notRequest | {\"using\":[7],\"methodCalls\":[]}",
                "notRequest | {\"using\":[],\"methodCalls\":{}}",
                "notRequest | {\"using\":[],\"methodCalls\":[[\"Core/echo\",{}]]}",
                "notRequest | {\"using\":[],\"methodCalls\":[[\"Core/echo\",[],\"0\"]]}",
                "notRequest | {\"using\":[],\"methodCalls\":[[1,{},\"0\"]]}",
                "notRequest | {\"using\":[],\"methodCalls\":[],\"createdIds\":[]}",
                "unknownCapability | {\"using\":[\"urn:no:such\"],\"methodCalls\":[]}",
            })
    void a_request_that_is_none_is_a_problem(String type, String body) {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).as(body).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
        assertThat(response.body()).contains("urn:ietf:params:jmap:error:" + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Email/get", "Mailbox/get", "Thread/get", "Email/set", "Mailbox/set"})
    void nearly_ten_megabytes_of_ids_are_too_many(String method) {
        var ids = new StringBuilder("[\"e1\"");
        for (int i = 0; ids.length() < 9_800_000; i++) {
            ids.append(",\"e").append(i).append('"');
        }
        String argument = method.endsWith("set") ? "destroy" : "ids";
        String arguments =
                "{\"accountId\":\"$account\",\"" + argument + "\":" + ids.append("]}").toString();
        JsonNode answer = responses("[\"" + method + "\"," + fill(arguments) + ",\"0\"]").get(0);
        assertThat(answer.at("/1/type").asString()).isEqualTo("requestTooLarge");
    }

    @Test
    void filters_nested_to_the_bound_are_answered() {
        for (int depth : List.of(10, 60, 110)) {
            String filter =
                    "{\"operator\":\"NOT\",\"conditions\":[".repeat(depth)
                            + "{\"text\":\"x\"}"
                            + "]}".repeat(depth);
            HttpResponse<String> response =
                    post(
                            request(
                                    fill("[\"Email/query\",{\"accountId\":\"$account\",\"filter\":")
                                            + filter
                                            + "},\"0\"]"));
            assertThat(response.statusCode()).isIn(200, 400);
            assertThat(response.body()).doesNotContain("serverFail");
        }
    }

    @Test
    void references_in_a_loop_to_themselves_or_later_calls_are_invalid() {
        String loop = "{\"#ids\":{\"resultOf\":\"%s\",\"name\":\"%s\",\"path\":\"%s\"}}";
        JsonNode answers =
                responses(
                        "[\"Email/get\","
                                + loop.formatted("0", "Email/get", "/list/*/id")
                                + ",\"0\"],[\"Email/get\","
                                + loop.formatted("2", "Thread/get", "/list/*/emailIds")
                                + ",\"1\"],[\"Thread/get\","
                                + loop.formatted("1", "Email/get", "/list/*/threadId")
                                + ",\"2\"]");
        assertThat(answers).hasSize(3);
        answers.forEach(
                it -> assertThat(it.at("/1/type").asString()).isEqualTo("invalidResultReference"));
    }
}
