package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes, the answer is the right problem, and the server goes on serving others. */
class BadInputTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final WaitingMethod WAITING = new WaitingMethod();
    private static TestServer server;

    private record Failing() implements Method {
        @Override
        public String name() {
            return "Test/fail";
        }

        @Override
        public String capability() {
            return Capability.CORE;
        }

        @Override
        public List<Response> call(ObjectNode arguments, Call call) {
            throw new IllegalStateException("the secret of the failure");
        }
    }

    @BeforeAll
    static void start() {
        server =
                TestServer.start(new FakeSides(), Limits.DEFAULT, Set.of(), WAITING, new Failing());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(byte[] body) throws Exception {
        var request =
                server.request("/jmap/api")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String call(String method, String arguments) {
        return "{\"using\":[\"urn:ietf:params:jmap:core\"],\"methodCalls\":[[\""
                + method
                + "\","
                + arguments
                + ",\"0\"]]}";
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = new JsonMapper().readTree(response.body());
        assertThat(problem.get("type").stringValue())
                .isEqualTo("urn:ietf:params:jmap:error:" + type);
    }

    private static void assertServing() throws Exception {
        assertThat(post(call("Core/echo", "{\"a\":1}")).body())
                .contains("[\"Core/echo\",{\"a\":1},\"0\"]");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 100_000, 1_500_000})
    void deep_nesting_is_not_json(int depth) throws Exception {
        String arrays = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        assertProblem(post(call("Core/echo", arrays)), 400, "notJSON");
        String objects = "{\"a\":".repeat(depth / 2) + "1" + "}".repeat(depth / 2);
        assertProblem(post(call("Core/echo", objects)), 400, "notJSON");
        assertProblem(post("[".repeat(depth)), 400, "notJSON");
        assertServing();
    }

    @Test
    void nesting_within_the_bound_is_answered() throws Exception {
        String arrays = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
        assertThat(post(call("Core/echo", arrays)).body()).contains("[".repeat(100));
    }

    @Test
    void huge_numbers_are_not_json_and_cost_nothing() throws Exception {
        assertProblem(post(call("Core/echo", "{\"a\":1e999999999}")), 400, "notJSON");
        assertProblem(
                post(call("Core/echo", "{\"a\":" + "9".repeat(1_000_000) + "}")), 400, "notJSON");
        assertProblem(
                post(call("Core/echo", "{\"a\":0." + "9".repeat(1_000_000) + "}")), 400, "notJSON");
        assertServing();
    }

    @Test
    void octets_that_are_no_utf_8_are_not_json() throws Exception {
        String request = call("Core/echo", "{\"a\":\"?\"}");
        for (String octets :
                List.of(
                        "\u00ff",
                        "\u00c0\u0080",
                        "\u00ed\u00a0\u0080",
                        "\u00f5\u0080\u0080\u0080",
                        "\u00e2\u0082",
                        "\u0000")) {
            byte[] body = request.replace("?", octets).getBytes(StandardCharsets.ISO_8859_1);
            assertProblem(post(body), 400, "notJSON");
        }
        assertProblem(post(request.getBytes(StandardCharsets.UTF_16)), 400, "notJSON");
        assertProblem(post(request.getBytes(StandardCharsets.UTF_16LE)), 400, "notJSON");
    }

    @Test
    void nearly_ten_megabytes_of_ids_are_read() throws Exception {
        var ids = new StringBuilder("{\"ids\":[\"e1\"");
        for (int i = 0; ids.length() < 9_900_000; i++) {
            ids.append(",\"e").append(i).append('"');
        }
        var response = post(call("No/such", ids.append("]}").toString()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("unknownMethod");
    }

    @Test
    void nothing_but_braces_fills_the_request_but_not_the_memory() throws Exception {
        var requests = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        String body = call("No/such", "{\"a\":[{}" + ",{}".repeat(3_200_000) + "]}");
        for (int i = 0; i < 6; i++) {
            requests.add(
                    HTTP.sendAsync(
                            server.request("/jmap/api")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString()));
        }
        for (var request : requests) {
            assertThat(request.get(2, TimeUnit.MINUTES).statusCode()).isIn(200, 503);
        }
        assertServing();
    }

    @Test
    void a_body_over_the_limit_is_refused_whether_announced_or_not() throws Exception {
        String large = call("Core/echo", "{\"a\":\"" + "x".repeat(10_000_000) + "\"}");
        var announced = post(large);
        assertProblem(announced, 400, "limit");
        assertThat(announced.body()).contains("\"limit\":\"maxSizeRequest\"");
        byte[] octets = large.getBytes(StandardCharsets.US_ASCII);
        var chunked =
                server.request("/jmap/api")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(octets)))
                        .build();
        assertProblem(HTTP.send(chunked, BodyHandlers.ofString()), 400, "limit");
        assertServing();
    }

    @Test
    void an_announced_huge_body_is_refused_before_it_comes() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.apiHeaders() + "Expect: 100-continue\r\n");
            String answer = raw.send("Content-Length: 999999999999\r\n\r\n").readUntil("}");
            assertThat(answer).startsWith("HTTP/1.1 400").contains("maxSizeRequest");
        }
        assertServing();
    }

    @Test
    void a_body_that_breaks_off_changes_nothing() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.apiHeaders() + "Content-Length: 1000\r\n\r\n{\"using\":");
        }
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.apiHeaders() + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
            assertThat(raw.readAll())
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("content-type: application/problem+json");
        }
        assertServing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 NONSENSE\r\n\r\n",
                "400 GET / HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
                "400 GET / HTTP/1.1\r\nHost: a\r\nBro(ken: x\r\n\r\n",
                "414 GET /LONG HTTP/1.1\r\nHost: a\r\n\r\n",
                "431 GET / HTTP/1.1\r\nHost: a\r\nX: LONG\r\n\r\n",
            })
    void what_is_no_http_is_a_problem_as_well(String wrong) throws Exception {
        String request = wrong.substring(4).replace("LONG", "x".repeat(33_000));
        try (var raw = new RawHttp(server.port())) {
            String answer = raw.send(request).readUntil("}");
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + wrong.substring(0, 3))
                    .containsOnlyOnce("HTTP/1.1")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"status\":" + wrong.substring(0, 3));
        }
        assertServing();
    }

    @Test
    void too_many_calls_are_a_limit() throws Exception {
        String one = "[\"Core/echo\",{},\"0\"]";
        String calls = one + ("," + one).repeat(64);
        var response = post("{\"using\":[],\"methodCalls\":[" + calls + "]}");
        assertProblem(response, 400, "limit");
        assertThat(response.body()).contains("maxCallsInRequest");
    }

    @Test
    void references_that_double_from_call_to_call_come_to_an_end() throws Exception {
        var calls = new StringBuilder("[\"Core/echo\",{\"x\":\"" + "y".repeat(1000) + "\"},\"0\"]");
        for (int i = 1; i < 64; i++) {
            String previous =
                    "{\"resultOf\":\"" + (i - 1) + "\",\"name\":\"Core/echo\",\"path\":\"\"}";
            calls.append(",[\"Core/echo\",{\"#a\":" + previous + ",\"#b\":" + previous + "},\"" + i)
                    .append("\"]");
        }
        var response =
                post("{\"using\":[\"urn:ietf:params:jmap:core\"],\"methodCalls\":[" + calls + "]}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("invalidResultReference");
        assertThat(response.body().length()).isLessThan(40_000_000);
    }

    @Test
    void a_method_that_fails_says_no_more_than_a_reference_and_later_calls_run() throws Exception {
        var response =
                post(
                        "{\"using\":[\"urn:ietf:params:jmap:core\"],\"methodCalls\":["
                                + "[\"Test/fail\",{},\"0\"],[\"Core/echo\",{},\"1\"]]}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("serverFail")
                .contains("[\"Core/echo\",{},\"1\"]")
                .doesNotContain("secret")
                .doesNotContain("IllegalState");
    }

    @Test
    void one_user_has_only_so_many_requests_open_and_the_rest_are_told_at_once() throws Exception {
        var open = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        var request =
                server.request("/jmap/api")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(call("Test/wait", "{}")))
                        .build();
        for (int i = 0; i < Limits.DEFAULT.maxConcurrentRequests(); i++) {
            open.add(HTTP.sendAsync(request, BodyHandlers.ofString()));
        }
        WAITING.awaitCalls(open.size());
        var refused = post(call("Core/echo", "{}"));
        assertProblem(refused, 429, "limit");
        assertThat(refused.body()).contains("\"limit\":\"maxConcurrentRequests\"");
        WAITING.letGo();
        for (var one : open) {
            assertThat(one.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
        }
        assertServing();
    }

    @Test
    void a_thousand_requests_at_once_are_all_answered() throws Exception {
        var atOnce = new Semaphore(64);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 1000; i++) {
                answers.add(
                        threads.submit(() -> {
                            atOnce.acquire();
                            try {
                                return post(call("Core/echo", "{}")).statusCode();
                            } finally {
                                atOnce.release();
                            }
                        }));
            }
            int fine = 0;
            for (var answer : answers) {
                int status = answer.get(1, TimeUnit.MINUTES);
                assertThat(status).isIn(200, 429);
                fine += status == 200 ? 1 : 0;
            }
            assertThat(fine).isGreaterThan(0);
        }
        assertServing();
    }

    @Test
    void a_hundred_connections_that_say_nothing_hold_nobody_up() throws Exception {
        var idle = new ArrayList<RawHttp>();
        for (int i = 0; i < 100; i++) {
            idle.add(new RawHttp(server.port()).send("POST /jmap/api HT"));
        }
        assertServing();
        for (var connection : idle) {
            connection.close();
        }
    }

    @Test
    void a_client_that_sends_its_body_too_slowly_is_cut_off() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.apiHeaders() + "Content-Length: 1000\r\n\r\n{");
            assertThat(raw.readAll()).contains("408").contains("application/problem+json");
        }
        assertServing();
    }
}
