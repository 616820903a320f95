package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.Limits;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class HttpTest {
    private static final String EMPTY = "{\"using\":[],\"methodCalls\":[]}";
    private static final String ORIGIN = "https://mail.example.test";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(new FakeSides(), Limits.DEFAULT, Set.of(ORIGIN));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        var problem = new JsonMapper().readTree(response.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").isString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/jmap/api/more", "/jmap/download", "/favicon.ico"})
    void what_is_not_there_is_a_problem_of_404(String path) throws Exception {
        assertProblem(send(server.request(path)), 404);
    }

    @Test
    void another_method_is_a_problem_of_405_that_names_the_right_ones() throws Exception {
        var response = send(server.request("/jmap/api"));
        assertProblem(response, 405);
        assertThat(response.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
        assertProblem(send(server.request("/jmap/session").DELETE()), 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jmap/api", "/jmap/upload/alice1/"})
    void a_compressed_body_is_a_problem_of_415(String path) throws Exception {
        var request =
                server.request(path)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(new byte[100]));
        assertProblem(send(request), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/jsonx", "application/x-www-form-urlencoded"})
    void another_content_type_is_not_json(String type) throws Exception {
        var request =
                server.request("/jmap/api")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(EMPTY));
        var response = send(request);
        assertProblem(response, 400);
        assertThat(response.body()).contains("urn:ietf:params:jmap:error:notJSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/JSON; charset=utf-8"})
    void the_content_type_may_have_parameters(String type) throws Exception {
        var request =
                server.request("/jmap/api")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(EMPTY));
        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_gets_in_without_signing_in() throws Exception {
        for (String path : new String[] {"/jmap/session", "/jmap/download/alice1/B/x"}) {
            var response = send(HttpRequest.newBuilder(server.uri(path)));
            assertProblem(response, 401);
            assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("Basic realm")
                    .contains("Bearer realm");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: a\r\n",
                "GET /a\\b HTTP/1.1\r\nHost: a\r\n",
                "GET // HTTP/1.1\r\nHost: a\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n",
                "GET / HTTP/1.1\r\nHost: <script>\r\n"
            })
    void a_malformed_url_or_host_is_a_problem_of_400(String head) throws Exception {
        try (var raw = new RawHttp(server.port())) {
            String answer = raw.send(head + "Connection: close\r\n\r\n").readAll();
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("content-type: application/problem+json");
        }
    }

    @Test
    void a_name_that_anybody_could_have_made_lead_here_is_a_problem_of_421() throws Exception {
        String head = "GET /.well-known/jmap HTTP/1.1\r\nConnection: close\r\nHost: ";
        try (var raw = new RawHttp(server.port())) {
            assertThat(raw.send(head + "evil.example\r\n\r\n").readAll())
                    .startsWith("HTTP/1.1 421")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("--public-url");
        }
        try (var raw = new RawHttp(server.port())) {
            assertThat(raw.send(head + "nas.local:8080\r\n\r\n").readAll())
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void the_help_page_shows_the_session_url() throws Exception {
        var response = send(HttpRequest.newBuilder(server.uri("/")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("http://127.0.0.1:" + server.port() + "/.well-known/jmap")
                .contains("curl");
    }

    @Test
    void head_has_the_headers_of_get_and_no_body() throws Exception {
        var response =
                send(server.request("/jmap/session").method("HEAD", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isEqualTo(send(server.request("/jmap/session")).body().length());
    }

    @Test
    void an_allowed_origin_may_read_and_preflight_needs_no_credentials() throws Exception {
        var preflight =
                send(
                        HttpRequest.newBuilder(server.uri("/jmap/api"))
                                .header("Origin", ORIGIN)
                                .header("Access-Control-Request-Method", "POST")
                                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        var headers = preflight.headers();
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
        assertThat(headers.firstValue("Access-Control-Allow-Headers"))
                .hasValue("Authorization, Content-Type, Last-Event-ID");
        assertThat(headers.firstValue("Access-Control-Max-Age")).isPresent();
        assertThat(headers.firstValue("Access-Control-Allow-Credentials")).isEmpty();
        var refused =
                send(HttpRequest.newBuilder(server.uri("/jmap/session")).header("Origin", ORIGIN));
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "https://mail.example.test.evil.example", "null"})
    void another_origin_may_neither_read_nor_change_anything(String origin) throws Exception {
        var read = send(server.request("/jmap/session").header("Origin", origin));
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(read.headers().firstValue("Vary")).hasValue("Origin");
        var write =
                server.request("/jmap/api")
                        .header("Content-Type", "application/json")
                        .header("Origin", origin)
                        .POST(BodyPublishers.ofString(EMPTY));
        assertProblem(send(write), 403);
    }

    @Test
    void a_cross_site_post_without_origin_is_refused_and_a_same_origin_one_is_not()
            throws Exception {
        var post =
                server.request("/jmap/api")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(EMPTY));
        assertProblem(send(post.copy().header("Sec-Fetch-Site", "cross-site")), 403);
        assertThat(send(post.copy().header("Sec-Fetch-Site", "same-origin")).statusCode())
                .isEqualTo(200);
        String own = "http://127.0.0.1:" + server.port();
        assertThat(send(post.copy().header("Origin", own)).statusCode()).isEqualTo(200);
    }
}
