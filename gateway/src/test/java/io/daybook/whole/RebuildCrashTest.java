package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.gateway.WholeServer;
import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills the process while views are rebuilt. */
class RebuildCrashTest {
    private static final int ROUNDS = Integer.getInteger("daybook.rebuild.crash.rounds", 1);
    private static final int MESSAGES = 40;
    private static final Pattern TOKEN = Pattern.compile("dba1\\.\\S+");

    @TempDir Path folder;

    @Test
    void a_kill_leaves_what_is_read_as_it_was_and_nothing_half_made() throws Exception {
        var random = Seed.random("RebuildCrashTest");
        Path data = folder.resolve("data");
        String token = "";
        JsonNode before = JmapSession.JSON.nullNode();
        for (int round = 0; round < ROUNDS; round++) {
            try (var server = ServerProcess.start(data)) {
                if (round == 0) {
                    token = token(server);
                    fill(server.session());
                    before = answer(server.session());
                }
                assertThat(answer(server.session())).isEqualTo(before);
                rebuildAndKill(server, token, random.nextInt(300));
            }
        }
        try (var server = WholeServer.start(data, Clock.systemUTC(), null)) {
            var session =
                    JmapSession.open(server.url(), ServerProcess.USER, ServerProcess.PASSWORD);
            assertThat(answer(session)).isEqualTo(before);
            var verified = Commands.runAt(server, folder, "verify");
            assertThat(verified.output()).contains("Everything is as it was written");
            assertThat(data.resolve("search")).isDirectoryNotContaining("glob:**+draft");
        }
    }

    private static String token(ServerProcess server) {
        var token = TOKEN.matcher(server.output());
        assertThat(token.find()).as(server.output()).isTrue();
        return token.group();
    }

    private static void rebuildAndKill(ServerProcess server, String token, int millis)
            throws Exception {
        try (var client = new AdminClient(new AdminServer(URI.create(server.url()), token, null))) {
            client.post("/admin/rebuilds", JmapSession.JSON.createObjectNode());
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        }
        server.kill();
    }

    private static void fill(JmapSession session) throws IOException {
        String inbox = session.mailboxByRole("inbox");
        for (int i = 0; i < MESSAGES; i++) {
            String text = "From: a@crash.test\r\nSubject: m" + i + "\r\n\r\nword" + i + "\r\n";
            session.importMessage(text.getBytes(StandardCharsets.UTF_8), inbox);
        }
    }

    private static JsonNode answer(JmapSession session) {
        assertThat(session.call("Email/query", "{\"filter\":{\"body\":\"word7\"}}").get("ids"))
                .hasSize(1);
        return session.call(
                "Email/get", "{\"ids\":null,\"properties\":[\"subject\",\"keywords\"]}");
    }
}
