package io.daybook.whole;

import io.daybook.core.jmap.transcript.TranscriptRunner;
import io.daybook.core.jmap.transcript.Wire;
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

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        var users = new ArrayList<String>();
        for (String name : transcripts()) {
            users.add(user(name) + ":" + PASSWORD);
            users.add("socket." + user(name) + ":" + PASSWORD);
        }
        Path file = Files.write(data.resolve("users"), users);
        server = ServerProcess.start(data.resolve("data"), "--user-file", file.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void the_server_answers_as_the_transcript_says(String name) {
        try (var wire = Wire.http(URI.create(server.url() + "/jmap/api"), basic(user(name)))) {
            play(name, user(name), wire);
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void over_a_websocket_it_answers_the_same(String name) {
        String user = "socket." + user(name);
        var uri = URI.create(server.url().replaceFirst("http", "ws") + "/jmap/ws");
        try (var wire = Wire.socket(uri, basic(user))) {
            play(name, user, wire);
        }
    }

    private static void play(String name, String user, Wire wire) {
        JmapSession session = JmapSession.open(server.url(), user, PASSWORD);
        new TranscriptRunner(wire, session.account(), Map.of()).play(name);
    }

    private static String basic(String user) {
        byte[] credentials = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
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
