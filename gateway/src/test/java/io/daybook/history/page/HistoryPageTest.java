package io.daybook.history.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPageTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern REFERENCE =
            Pattern.compile("(?:(?:href|src)=\"(?!#)|\\} from ')([^\"']+)");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(new FakeSides());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Nobody signs in for the page. */
    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(server.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static List<Path> files() throws Exception {
        var index = HistoryPage.class.getResource("index.html");
        try (var files = Files.list(Path.of(index.toURI()).getParent())) {
            return files.filter(file -> !file.toString().endsWith(".class")).toList();
        }
    }

    private static List<String> names() throws Exception {
        return files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("index.html"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/history", "/history/"})
    void the_page_is_there_for_everybody(String path) throws Exception {
        var response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("text/html; charset=utf-8");
        assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("<h1");
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_file_of_the_page_is_served_by_its_type(String name) throws Exception {
        var response = get("/history/" + name);
        assertThat(response.statusCode()).isEqualTo(200);
        String type = response.headers().firstValue("Content-Type").orElseThrow();
        assertThat(type)
                .startsWith(
                        switch (name.substring(name.lastIndexOf('.'))) {
                            case ".js" -> "text/javascript";
                            case ".css" -> "text/css";
                            case ".svg" -> "image/svg+xml";
                            case String other -> throw new AssertionError("a type for " + other);
                        });
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    // RFC 9110 section 13.1.2.
    @Test
    void a_file_that_a_browser_has_is_not_sent_again() throws Exception {
        var first = get("/history/main.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        var again = get("/history/main.js", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(get("/history/main.js", "If-None-Match", "\"old\"").statusCode()).isEqualTo(200);
        String other = get("/history/dom.js").headers().firstValue("ETag").orElseThrow();
        assertThat(other).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/history", "/history/main.js", "/history/icon.svg"})
    void nothing_but_what_this_server_serves_may_run_or_be_asked(String path) throws Exception {
        var headers = get(path).headers();
        String policy = headers.firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy.split("; ?"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self'",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'",
                        "trusted-types 'none'")
                .noneMatch(directive -> directive.contains("unsafe"));
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void no_file_names_another_server_or_has_script_or_style_inline() throws Exception {
        for (Path file : files()) {
            String text = Files.readString(file);
            assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                    .as(file.toString())
                    .doesNotContain("http://")
                    .doesNotContainPattern("https://(?!daybook\\.io/jmap/history)")
                    .doesNotContainPattern("<script(?! type=\"module\" src=)")
                    .doesNotContain("<style", " style=", "innerHTML", "insertAdjacentHTML")
                    .doesNotContainPattern("<[a-z][^>]* on[a-z]+=");
        }
    }

    @Test
    void every_file_that_another_refers_to_is_there() throws Exception {
        var names = names();
        for (Path file : files()) {
            var references = REFERENCE.matcher(Files.readString(file));
            while (references.find()) {
                String name = references.group(1).replaceFirst("^(/history|\\.)/", "");
                assertThat(names).as("named in %s", file).contains(name);
            }
        }
    }

    @Test
    void the_help_page_leads_to_it() throws Exception {
        assertThat(get("/").body()).contains("<a href=\"/history\">");
    }
}
