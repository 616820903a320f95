package io.daybook.whole;

import io.daybook.core.jmap.transcript.TranscriptRunner;
import io.daybook.submission.relay.smtp.ScriptedSmtp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every transcript against the whole server, each as a user of its own. */
class TranscriptTest {
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");
    private static final String PASSWORD = "transcript";
    private static ServerProcess server;
    private static ScriptedSmtp smartHost;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        var users = new ArrayList<String>();
        transcripts().forEach(name -> users.add(user(name) + ":" + PASSWORD));
        Path file = Files.write(data.resolve("users"), users);
        smartHost = new ScriptedSmtp();
        server =
                ServerProcess.start(
                        data.resolve("data"),
                        "--user-file",
                        file.toString(),
                        "--smart-host",
                        "127.0.0.1:" + smartHost.port());
    }

    @AfterAll
    static void stop() {
        server.close();
        smartHost.close();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void the_server_answers_as_the_transcript_says(String name) {
        String credentials = user(name) + ":" + PASSWORD;
        String authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        JmapSession session = JmapSession.open(server.url(), user(name), PASSWORD);
        new TranscriptRunner(
                        URI.create(server.url() + "/jmap/api"),
                        authorization,
                        session.account(),
                        Map.of())
                .play(name);
    }

    static List<String> transcripts() throws IOException {
        try (Stream<Path> files = Files.walk(TRANSCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".jmap"))
                    .map(file -> TRANSCRIPTS.relativize(file).toString().replace('\\', '/'))
                    .map(name -> name.substring(0, name.length() - ".jmap".length()))
                    .sorted()
                    .toList();
        }
    }

    private static String user(String transcript) {
        return transcript.replace('/', '.') + "@example.test";
    }
}
