package io.daybook.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.gateway.AdminTokenCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
    private static final Pattern TOKEN = Pattern.compile("dba1\\.[a-z0-9]+\\.[A-Za-z0-9_-]{43}");

    @Test
    void a_lost_token_is_replaced_while_no_server_runs(@TempDir Path data) throws Exception {
        String first;
        try (var server = ServerProcess.start(data)) {
            first = token(server.output());
            assertThat(status(server, first)).isEqualTo(200);
            assertThat(status(server, first + "x")).isEqualTo(401);
            assertThat(run(data, 1)).contains("in use by process");
            server.stop();
        }
        String second = token(run(data, 0));
        try (var server = ServerProcess.start(data)) {
            assertThat(server.output()).doesNotContain("Admin token");
            assertThat(status(server, first)).isEqualTo(401);
            assertThat(status(server, second)).isEqualTo(200);
            server.stop();
        }
    }

    @Test
    void a_folder_that_is_none_is_told(@TempDir Path data) {
        assertThat(run(data.resolve("nothing"), 2)).contains("--data").contains("no data folder");
    }

    private static String run(Path data, int status) {
        var out = new ByteArrayOutputStream();
        var printer = new PrintStream(out, true, UTF_8);
        var words = List.of("--data", data.toString());
        assertThat(new AdminTokenCommand().run(words, printer, printer)).isEqualTo(status);
        return out.toString(UTF_8);
    }

    private static String token(String text) {
        Matcher token = TOKEN.matcher(text);
        assertThat(token.find()).as(text).isTrue();
        return token.group();
    }

    private static int status(ServerProcess server, String token) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/admin"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
