package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients from npm, driven by scripts, against a whole server: {@code make clients}. */
@Tag("clients")
class ClientsTest {
    private static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 120;
    private static ServerProcess server;
    private static String token;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        assumeTrue(hasNode(), "there is no node on the PATH");
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules")),
                "the packages are missing: run npm install in " + SCRIPTS);
        server = ServerProcess.start(data);
        token = appPassword();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jmap-client-ts", "jmap-jam"})
    void the_client_gets_what_it_expects(String client, @TempDir Path folder) throws Exception {
        File log = folder.resolve("output").toFile();
        var script =
                new ProcessBuilder("node", client + ".mjs")
                        .directory(SCRIPTS.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log);
        script.environment().put("JMAP_URL", server.url());
        script.environment().put("JMAP_USER", ServerProcess.USER);
        script.environment().put("JMAP_TOKEN", token);
        Process process = script.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String output = Files.readString(log.toPath());
        assertThat(ended).as("in time: %s", output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains(client + ": all steps passed");
    }

    /** The clients take a token, and an app password is one. */
    private static String appPassword() throws IOException, InterruptedException {
        String credentials = ServerProcess.USER + ":" + ServerProcess.PASSWORD;
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/account/app-passwords"))
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        credentials.getBytes(
                                                                StandardCharsets.UTF_8)))
                        .POST(BodyPublishers.ofString("{\"label\": \"clients\"}"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            return JmapSession.JSON.readTree(response.body()).get("token").stringValue();
        }
    }

    private static boolean hasNode() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
