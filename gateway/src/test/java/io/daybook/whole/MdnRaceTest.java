package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.gateway.WholeServer;
import io.daybook.submission.relay.smtp.ScriptedSmtp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** RFC 8098 section 2.1: a user agent MUST NOT issue more than one MDN for each recipient. */
class MdnRaceTest {
    private static final String USER = "alice@example.test";
    private static final int ROUNDS = 10;
    private static final int RACERS = 4;
    private static final String SEND =
            """
            {"identityId": "i1", "send": {"k": {"forEmailId": "%1$s", "disposition": {
                "actionMode": "manual-action", "sendingMode": "mdn-sent-manually",
                "type": "displayed"}}},
             "onSuccessUpdateEmail": {"#k": {"keywords/$mdnsent": true}}}
            """;

    @Test
    void of_notifications_that_race_one_is_sent(@TempDir Path data) throws Exception {
        try (var smartHost = new ScriptedSmtp();
                var server =
                        WholeServer.start(
                                data, Clock.systemUTC(), Transcripts.smartHost(smartHost.port()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.user(USER, "secret");
            JmapSession session = JmapSession.open(server.url(), USER, "secret");
            String inbox = session.mailboxByRole("inbox");
            for (int round = 0; round < ROUNDS; round++) {
                String email = session.importMessage(message(round), inbox);
                var start = new CyclicBarrier(RACERS);
                List<CompletableFuture<JsonNode>> racers =
                        IntStream.range(0, RACERS)
                                .mapToObj(_ ->
                                        CompletableFuture.supplyAsync(
                                                () -> send(session, email, start), threads))
                                .toList();
                List<JsonNode> answers = racers.stream().map(CompletableFuture::join).toList();
                assertThat(answers).filteredOn(one -> one.at("/sent/k").isObject()).hasSize(1);
                assertThat(answers)
                        .filteredOn(one ->
                                one.at("/notSent/k/type").asString("").equals("mdnAlreadySent"))
                        .hasSize(RACERS - 1);
            }
        }
    }

    private static JsonNode send(JmapSession session, String email, CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return session.call("MDN/send", SEND.formatted(email));
    }

    private static byte[] message(int round) {
        return ("From: jane@example.test\r\nDisposition-Notification-To: jane@example.test\r\n"
                        + "Message-ID: <race"
                        + round
                        + "@example.test>\r\nSubject: Race\r\n\r\nHello\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
