package io.daybook.whole;

import io.daybook.core.jmap.transcript.TranscriptRunner;
import io.daybook.core.jmap.transcript.TranscriptRunner.Actor;
import io.daybook.core.jmap.transcript.Wire;
import io.daybook.submission.relay.smtp.ScriptedSmtp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Every transcript, played against a whole server, each as a user of its own. */
final class Transcripts implements AutoCloseable {
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");
    private static final String PASSWORD = "transcript";
    private static final List<String> OTHERS = List.of("TEAM", "LIBRARY", "STRANGER");
    private final ScriptedSmtp smartHost = new ScriptedSmtp();
    private final ServerProcess server;

    Transcripts(Path data) throws IOException {
        var users = new ArrayList<String>();
        var options = new ArrayList<String>();
        for (String name : all()) {
            users.add(user(name) + ":" + PASSWORD);
            for (String other : others(name)) {
                users.add(other(other, name) + ":" + PASSWORD);
                options.addAll(access(other, other(other, name) + ":" + user(name)));
            }
        }
        Path file = Files.write(data.resolve("users"), users);
        options.addAll(List.of("--user-file", file.toString()));
        options.addAll(List.of("--smart-host", "127.0.0.1:" + smartHost.port()));
        server = ServerProcess.start(data.resolve("data"), options.toArray(String[]::new));
    }

    void play(String name, Wire wire) throws IOException {
        var others = new HashMap<String, Actor>();
        for (String other : others(name)) {
            others.put(other, actor(other(other, name)));
        }
        URI api = URI.create(server.url() + "/jmap/api");
        new TranscriptRunner(api, wire, actor(user(name)), Map.of(), others).play(name);
    }

    @Override
    public void close() {
        server.close();
        smartHost.close();
    }

    private Actor actor(String user) {
        byte[] credentials = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        String authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
        return new Actor(authorization, JmapSession.open(server.url(), user, PASSWORD).account());
    }

    /** The others that the transcript speaks of: everybody costs the server a slow hash. */
    private static List<String> others(String transcript) throws IOException {
        String text = Files.readString(TRANSCRIPTS.resolve(transcript + ".jmap"));
        return OTHERS.stream().filter(text::contains).toList();
    }

    private static List<String> access(String other, String pair) {
        return switch (other) {
            case "TEAM" -> List.of("--open", pair);
            case "LIBRARY" -> List.of("--open", pair + ":read-only");
            default -> List.of("--close", pair);
        };
    }

    static List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(TRANSCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".jmap"))
                    .map(file -> TRANSCRIPTS.relativize(file).toString().replace('\\', '/'))
                    .map(name -> name.substring(0, name.length() - ".jmap".length()))
                    .sorted()
                    .toList();
        }
    }

    private static String other(String other, String transcript) {
        return other.toLowerCase(Locale.ROOT) + "." + user(transcript);
    }

    private static String user(String transcript) {
        return transcript.replace('/', '.') + "@example.test";
    }
}
