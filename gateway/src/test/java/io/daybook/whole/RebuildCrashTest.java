package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.launch.AdminClient;
import io.daybook.launch.AdminServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills the process while views are rebuilt. */
class RebuildCrashTest {
    private static final int ROUNDS = Integer.getInteger("daybook.rebuild.crash.rounds", 2);
    private static final int MESSAGES = 40;
    private static final Pattern TOKEN = Pattern.compile("dba1\\.\\S+");

    @TempDir Path folder;

    @Test
    void a_kill_leaves_what_is_read_as_it_was_and_nothing_half_made() throws Exception {
        var random = Seed.random("RebuildCrashTest");
        Path data = folder.resolve("data");
        String token;
        JsonNode before;
        try (var server = ServerProcess.start(data)) {
            var token1 = TOKEN.matcher(server.output());
            assertThat(token1.find()).as(server.output()).isTrue();
            token = token1.group();
            fill(server.session());
            before = answer(server.session());
            rebuildAndKill(server, token, random.nextInt(300));
        }
        for (int round = 1; round < ROUNDS; round++) {
            try (var server = ServerProcess.start(data)) {
                assertThat(answer(server.session())).isEqualTo(before);
                rebuildAndKill(server, token, random.nextInt(1000));
            }
        }
        var verified = Commands.run("verify", "--data", data.toString());
        assertThat(verified.output()).contains("Everything is as it was written");
        assertThat(data.resolve("search")).isDirectoryNotContaining("glob:**+draft");
        var confirmed = Commands.run("rebuild", "all", "--confirm", "--data", data.toString());
        assertThat(confirmed.status()).as(confirmed.output()).isZero();
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
