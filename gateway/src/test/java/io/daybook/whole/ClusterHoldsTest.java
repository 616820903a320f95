package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A move that one node began, and what an administrator hears of it at another node. */
@Tag("cluster")
class ClusterHoldsTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    @TempDir private Path temp;

    private static void importOne(JmapSession session, String subject) {
        String text = "Subject: " + subject + "\r\n\r\nHello\r\n";
        session.importMessage(
                text.getBytes(StandardCharsets.US_ASCII), session.mailboxByRole("inbox"));
    }

    @Test
    void a_hold_is_ended_and_taken_over_at_any_node_and_an_arrival_says_where_it_is()
            throws Exception {
        var alice = List.of(ServerProcess.USER + ":" + ServerProcess.PASSWORD);
        try (var cluster = ClusterProcess.start(temp, 2, alice, "")) {
            String token =
                    Files.readString(Place.token(cluster.node(0), temp.resolve("t"))).strip();
            var first = new AdminCalls(cluster.url(0), token);
            var second = new AdminCalls(cluster.url(1), token);
            String account = cluster.node(0).session().account();
            String hold = "/admin/accounts/" + account + "/hold";
            first.answer("POST", hold, "{\"seconds\": 600}", 200);
            assertHeld(cluster.node(1).session());
            assertThat(second.send("DELETE", hold, "").statusCode()).isEqualTo(204);
            for (int node = 0; node < 2; node++) {
                awaitImport(cluster.node(node).session(), "released " + node);
            }

            String head = held(first, hold);
            String taken = held(second, hold);
            assertThat(taken).isEqualTo(head);
            String departure = "/admin/accounts/" + account + "/departure";
            String leaving =
                    "{\"head\": \"%s\", \"to\": \"http://elsewhere.test\"}".formatted(head);
            first.answer("POST", departure, leaving, 409);
            assertThat(second.send("POST", departure, leaving).statusCode()).isEqualTo(204);
            assertThat(second.get(departure).path("to").asString())
                    .isEqualTo("http://elsewhere.test");

            arrivesElsewhere(first, second, cluster.url(0), token);
        }
    }

    private static String held(AdminCalls node, String hold) {
        return node.answer("POST", hold, "{\"seconds\": 600}", 200).path("head").asString();
    }

    private static void assertHeld(JmapSession session) {
        var create = JmapSession.JSON.createObjectNode();
        create.putObject("create").putObject("k").put("name", "Too late");
        JsonNode answer = session.callOrError("Mailbox/set", create);
        assertThat(answer.toString()).contains("serverUnavailable");
    }

    /** The node that had the hold hears of its end within a beat. */
    private static void awaitImport(JmapSession session, String subject)
            throws InterruptedException {
        long until = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                importOne(session, subject);
                return;
            } catch (AssertionError e) {
                assertThat(e).hasMessageContaining("navailable");
                assertThat(System.nanoTime()).isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private void arrivesElsewhere(AdminCalls first, AdminCalls second, String url, String token)
            throws Exception {
        Path archive;
        String account;
        try (var server = ServerProcess.start(temp.resolve("a"), "--user", "dave@example.test:d")) {
            JmapSession dave = JmapSession.open(server.url(), "dave@example.test", "d");
            account = dave.account();
            importOne(dave, "moves");
            var here = Place.running(server.url(), Place.token(server, temp.resolve("token-a")));
            archive =
                    new ArchiveCommands(temp)
                            .exportOpenly(here, "dave@example.test", "dave.daybook");
        }
        String upload = upload(url, token, archive);
        first.answer("POST", "/admin/archives/" + upload + "/arrive", "{}", 200);
        String arrival = "/admin/arrivals/" + account;
        assertThat(second.answer("DELETE", arrival, "", 409).path("detail").asString())
                .contains("another node");
        String open = "{\"head\": \"%s\", \"events\": 1}".formatted("0".repeat(64));
        assertThat(second.answer("POST", arrival + "/open", open, 409).path("detail").asString())
                .contains("another node");
        assertThat(first.send("DELETE", arrival, "").statusCode()).isEqualTo(204);
        assertThat(second.send("DELETE", arrival, "").statusCode()).isEqualTo(204);
    }

    private static String upload(String url, String token, Path archive) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url + "/admin/archives"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/octet-stream")
                            .POST(BodyPublishers.ofFile(archive));
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return JmapSession.JSON.readTree(answer.body()).path("archive").asString();
        }
    }
}
