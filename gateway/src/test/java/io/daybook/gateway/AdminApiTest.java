package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.admin.AdminAction;
import io.daybook.admin.AdminCommand;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.Body;
import io.daybook.core.admin.Parameter;
import io.daybook.core.admin.Type;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin API of a whole server: its door, its document, and that it checks what it declares. */
class AdminApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static WholeSite site;
    private static String token;

    @BeforeAll
    static void start(@TempDir Path data) {
        site = new WholeSite(data);
        site.users().ensure("alice@example.test", "sesame");
        token = site.adminToken();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    static List<AdminRoute> routes() {
        return site.adminApi().all();
    }

    static List<Object[]> parameters() {
        var all = new ArrayList<Object[]>();
        for (AdminRoute route : routes()) {
            route.parameters().forEach(parameter -> all.add(new Object[] {route, parameter}));
        }
        return all;
    }

    static List<AdminRoute> withJson() {
        return routes().stream().filter(route -> route.body() instanceof Body.Json).toList();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void nothing_is_open_without_the_token(AdminRoute route) {
        String path = filled(route, "none");
        assertThat(send(route.method(), path, null, "").statusCode()).isEqualTo(401);
        HttpResponse<String> answer = send(route.method(), path, "Bearer dba1.k1.guessed", "");
        assertThat(answer.statusCode()).isIn(401, 429);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(
                        send(route.method(), path, "Basic YWxpY2VAZXhhbXBsZS50ZXN0OnNlc2FtZQ==", "")
                                .statusCode())
                .isIn(401, 429);
    }

    @Test
    void whoever_guesses_has_to_wait_and_whoever_knows_has_not() {
        for (int i = 0; i < 10; i++) {
            send("GET", "/admin", "Bearer dba1.k1.guess" + i, "");
        }
        HttpResponse<String> guess = send("GET", "/admin", "Bearer dba1.k1.guess", "");
        assertThat(guess.statusCode()).isEqualTo(429);
        assertThat(guess.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/admin").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void every_route_stands_in_the_document_as_it_is_declared(AdminRoute route) {
        JsonNode document = JSON.readTree(get("/admin/openapi.json").body());
        assertThat(document.get("openapi").stringValue()).isEqualTo("3.1.0");
        JsonNode operation =
                document.get("paths")
                        .get(route.path())
                        .get(route.method().toLowerCase(Locale.ROOT));
        assertThat(operation.get("operationId").stringValue()).isEqualTo(route.operation());
        assertThat(operation.get("summary").stringValue()).isNotBlank();
        assertThat(operation.get("parameters")).hasSameSizeAs(route.parameters());
        assertThat(operation.has("requestBody")).isEqualTo(!(route.body() instanceof Body.None));
        route.replies()
                .forEach(reply ->
                        assertThat(operation.get("responses").has("" + reply.status())).isTrue());
        assertThat(operation.get("responses").has("default")).isTrue();
    }

    @Test
    void the_list_of_operations_is_complete() {
        JsonNode list = JSON.readTree(get("/admin").body()).get("operations");
        var names = new ArrayList<String>();
        list.forEach(one -> names.add(one.get("operation").stringValue()));
        assertThat(names)
                .containsExactlyElementsOf(routes().stream().map(AdminRoute::operation).toList());
    }

    /** What is out of the bounds of a parameter is refused, and the problem names the parameter. */
    @ParameterizedTest
    @MethodSource("parameters")
    void every_parameter_is_checked_as_it_is_declared(AdminRoute route, Parameter wrong) {
        for (String unfit : unfit(wrong.type())) {
            var path = new StringBuilder(route.path());
            var query = new StringBuilder();
            for (Parameter parameter : route.parameters()) {
                String value = parameter.equals(wrong) ? unfit : fit(parameter.type());
                String encoded =
                        URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
                if (parameter.place() == Parameter.Place.PATH) {
                    String hole = "{" + parameter.name() + "}";
                    int at = path.indexOf(hole);
                    path.replace(at, at + hole.length(), encoded);
                } else if (parameter.required() || parameter.equals(wrong)) {
                    query.append(query.isEmpty() ? "?" : "&");
                    query.append(parameter.name()).append('=').append(encoded);
                }
            }
            HttpResponse<String> answer =
                    send(route.method(), path.toString() + query, bearer(), "{}");
            assertThat(answer.statusCode())
                    .as("%s %s%s: %s", route.method(), path, query, answer.body())
                    .isEqualTo(400);
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.get("parameter").stringValue()).isEqualTo(wrong.name());
            assertThat(problem.get("detail").stringValue()).contains(wrong.name());
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_parameter_that_is_not_declared_is_refused(AdminRoute route) {
        HttpResponse<String> answer =
                send(
                        route.method(),
                        filled(route, "a")
                                + (filled(route, "a").contains("?") ? "&" : "?")
                                + "nonsense=1",
                        bearer(),
                        "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("nonsense");
    }

    @ParameterizedTest
    @MethodSource("withJson")
    void every_body_is_checked_as_it_is_declared(AdminRoute route) {
        String path = filled(route, "a");
        assertThat(send(route.method(), path, bearer(), "{\"nonsense\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(send(route.method(), path, bearer(), "[]").statusCode()).isEqualTo(400);
        assertThat(send(route.method(), path, bearer(), "{").statusCode()).isEqualTo(400);
        var type = ((Body.Json) route.body()).type();
        for (Type.Field field : type.fields()) {
            String wrong = "{\"" + field.name() + "\": {\"no\": [[]]}}";
            if (!(field.type() instanceof Type.Any)) {
                assertThat(send(route.method(), path, bearer(), wrong).statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void a_new_token_ends_the_old_one_and_both_are_written_down_without_secrets() {
        String old = token;
        JsonNode answer = JSON.readTree(send("POST", "/admin/token", bearer(), "").body());
        token = answer.get("token").stringValue();
        assertThat(send("GET", "/admin", "Bearer " + old, "").statusCode()).isIn(401, 429);
        assertThat(get("/admin").statusCode()).isEqualTo(200);
        var events = site.events(AdminCommand.STREAM);
        assertThat(events.toString()).doesNotContain(token).doesNotContain(old);
        assertThat(events.getLast())
                .isEqualTo(
                        new AdminActed(
                                new AdminAction(
                                        "renewAdminToken", "/admin/token", List.of(), 200, "")));
    }

    @Test
    void a_change_that_is_refused_is_written_down_too() {
        send("POST", "/admin/token?nonsense=1", bearer(), "");
        var last = (AdminActed) site.events(AdminCommand.STREAM).getLast();
        assertThat(last.action().status()).isEqualTo(400);
        assertThat(last.action().detail()).contains("nonsense");
    }

    @Test
    void a_method_that_a_path_does_not_have_is_405_and_an_unknown_path_404() {
        assertThat(send("DELETE", "/admin", bearer(), "").statusCode()).isEqualTo(405);
        assertThat(get("/admin/nowhere").statusCode()).isEqualTo(404);
    }

    private static List<String> unfit(Type type) {
        return switch (type) {
            case Type.Text(int least, int most, var pattern) -> {
                var list = new ArrayList<>(List.of("x".repeat(most + 1)));
                if (pattern != null && !"\u0001".matches(pattern)) {
                    list.add("\u0001");
                }
                yield list;
            }
            case Type.Choice _ -> List.of("none-of-them");
            case Type.Whole(long least, long most) ->
                    List.of(
                            "x",
                            "1.5",
                            Long.toString(least - 1),
                            most == Long.MAX_VALUE
                                    ? "99999999999999999999"
                                    : Long.toString(most + 1));
            case Type.Flag() -> List.of("yes");
            case Type.Moment() -> List.of("yesterday", "2026-13-01T00:00:00Z", "2026-01-01");
            case Type.Many _, Type.Thing _, Type.Mapping _, Type.Any _ ->
                    throw new AssertionError("no type of a parameter");
        };
    }

    private static String fit(Type type) {
        return switch (type) {
            case Type.Text(int least, _, _) -> "a".repeat(Math.max(1, least));
            case Type.Choice(var words) -> words.getFirst();
            case Type.Whole(long least, _) -> Long.toString(least);
            case Type.Flag() -> "true";
            case Type.Moment() -> "2026-01-01T00:00:00Z";
            case Type.Many _, Type.Thing _, Type.Mapping _, Type.Any _ ->
                    throw new AssertionError("no type of a parameter");
        };
    }

    private static String filled(AdminRoute route, String value) {
        var path = new StringBuilder(route.path().replaceAll("\\{[^}]*}", value));
        for (Parameter parameter : route.parameters()) {
            if (parameter.place() == Parameter.Place.QUERY && parameter.required()) {
                path.append(path.indexOf("?") < 0 ? "?" : "&");
                path.append(parameter.name()).append('=').append(fit(parameter.type()));
            }
        }
        return path.toString();
    }

    private static String bearer() {
        return "Bearer " + token;
    }

    private static HttpResponse<String> get(String path) {
        return send("GET", path, bearer(), "");
    }

    private static HttpResponse<String> send(
            String method, String path, String authorization, String body) {
        var request =
                HttpRequest.newBuilder(site.uri(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
