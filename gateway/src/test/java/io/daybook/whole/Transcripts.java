package io.daybook.whole;

import io.daybook.core.jmap.transcript.TranscriptRunner;
import io.daybook.core.jmap.transcript.TranscriptRunner.Actor;
import io.daybook.core.jmap.transcript.Wire;
import io.daybook.gateway.WholeServer;
import io.daybook.launch.Product;
import io.daybook.submission.relay.smtp.ScriptedSmtp;
import io.daybook.submission.relay.smtp.SmartHost;
import io.daybook.submission.relay.smtp.SmartHost.Patience;
import io.daybook.submission.relay.smtp.SmartHost.Security;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
    private final WholeServer server;

    Transcripts(Path data) {
        this(new Product.Embedded(data));
    }

    Transcripts(Product product) {
        server =
                WholeServer.start(
                        product, Clock.systemUTC(), smartHost(smartHost.port()), Map.of());
        server.policy().start();
    }

    /** On loopback, without encryption and with little patience. */
    static SmartHost smartHost(int port) {
        var time = Duration.ofSeconds(10);
        var patience = new Patience(time, time, time, time);
        return new SmartHost("127.0.0.1", port, Security.OPPORTUNISTIC, null, null, null, patience);
    }

    void play(String name, Wire wire) throws IOException {
        String user = user(name);
        Actor self = actor(user);
        var others = new HashMap<String, Actor>();
        for (String other : others(name)) {
            String member = other.toLowerCase(Locale.ROOT) + "." + user;
            others.put(other, actor(member));
            open(other, member, user);
        }
        URI api = URI.create(server.url() + "/jmap/api");
        new TranscriptRunner(api, wire, self, Map.of(), others).play(name);
    }

    private void open(String other, String account, String user) {
        switch (other) {
            case "TEAM" -> server.access().open(account, user, false);
            case "LIBRARY" -> server.access().open(account, user, true);
            default -> server.access().close(account, user);
        }
    }

    @Override
    public void close() {
        server.close();
        smartHost.close();
    }

    private Actor actor(String user) {
        String account = server.user(user, PASSWORD).value();
        byte[] credentials = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        return new Actor("Basic " + Base64.getEncoder().encodeToString(credentials), account);
    }

    /** The others that the transcript speaks of. */
    private static List<String> others(String transcript) throws IOException {
        String text = Files.readString(TRANSCRIPTS.resolve(transcript + ".jmap"));
        return OTHERS.stream().filter(text::contains).toList();
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

    private static String user(String transcript) {
        return transcript.replace('/', '.') + "@example.test";
    }
}
