package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.submission.relay.smtp.ScriptedSmtp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the nodes do for each other: tell, send, take over, and take their leave. */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterNodesTest {
    private static final ScriptedSmtp SMTP = new ScriptedSmtp();
    private static ClusterProcess cluster;

    @BeforeAll
    static void start(@TempDir Path folder) {
        cluster =
                ClusterProcess.start(
                        folder,
                        2,
                        logins(),
                        "smart-host: {address: \"127.0.0.1:" + SMTP.port() + "\"}");
    }

    /** Some of the others are surely the share of each node. */
    private static final List<String> OTHERS =
            IntStream.range(0, 8).mapToObj(i -> "sender" + i + "@example.test").toList();

    private static List<String> logins() {
        var logins = new ArrayList<>(List.of(ServerProcess.USER + ":" + ServerProcess.PASSWORD));
        OTHERS.forEach(user -> logins.add(user + ":" + ServerProcess.PASSWORD));
        return logins;
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        SMTP.close();
    }

    @Test
    @Order(1)
    void what_one_node_wrote_every_node_reads_at_once() {
        JmapSession writer = cluster.node(0).session();
        JmapSession reader = cluster.node(1).session();
        for (int i = 1; i <= 20; i++) {
            writer.importHello("read " + i);
            assertThat(reader.call("Email/query", "{}").get("ids")).hasSize(i);
        }
    }

    @Test
    @Order(2)
    void a_change_is_told_to_listeners_at_another_node() throws Exception {
        BlockingQueue<String> lines = listen(cluster.node(1).url());
        cluster.node(0).session().importHello("told");
        String state = null;
        for (String line = lines.poll(10, TimeUnit.SECONDS);
                line != null && state == null;
                line = lines.poll(10, TimeUnit.SECONDS)) {
            state = line.contains("StateChange") ? line : null;
        }
        assertThat(state).contains("Email");
    }

    /** The lines of an event stream as they come, and {@code END}. */
    private static BlockingQueue<String> listen(String url) throws Exception {
        String login = ServerProcess.USER + ":" + ServerProcess.PASSWORD;
        var request =
                HttpRequest.newBuilder(
                                URI.create(url + "/jmap/eventsource?types=*&closeafter=no&ping=0"))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        login.getBytes(StandardCharsets.UTF_8)))
                        .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        var lines = new LinkedBlockingQueue<String>();
        Thread.ofVirtual()
                .start(() -> {
                    try (var reader =
                            new BufferedReader(
                                    new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                        reader.lines().forEach(lines::add);
                    } catch (IOException | RuntimeException e) {
                        // The end of the stream, which is told below.
                    } finally {
                        lines.add("END");
                    }
                });
        return lines;
    }

    @Test
    @Order(3)
    void mail_goes_out_once_though_both_nodes_could_send_it_and_one_is_killed() {
        var subjects = new HashMap<String, String>();
        for (int i = 0; i < 20; i++) {
            String subject = "sent-" + i;
            JmapSession session = cluster.node(i % 2).session();
            subjects.put(SendingCrashTest.submit(session, subject, null), subject);
        }
        cluster.kill(0);
        JmapSession session = cluster.node(1).session();
        for (int i = 20; i < 30; i++) {
            String subject = "sent-" + i;
            subjects.put(SendingCrashTest.submit(session, subject, null), subject);
        }
        await(
                60,
                () ->
                        subjects.keySet().stream()
                                .noneMatch(id ->
                                        SendingCrashTest.delivered(session, id)
                                                .contains("queued")));
        Map<String, Long> copies = new HashMap<>();
        SMTP.deliveries().forEach(one -> copies.merge(key(one), 1L, Long::sum));
        assertThat(copies.values()).as("nobody got a message twice").allMatch(count -> count == 1);
        // What was handed over when the node was killed may have arrived or not; all else has.
        long unsure =
                subjects.keySet().stream()
                        .flatMap(id -> replies(session, id).stream())
                        .filter(reply -> !reply.startsWith("250 "))
                        .count();
        assertThat(copies.size() + unsure)
                .isGreaterThanOrEqualTo(subjects.size() * SendingCrashTest.TO.size());
    }

    private static String key(ScriptedSmtp.Delivery one) {
        String message = one.message();
        int at = message.indexOf("Subject: ");
        return one.recipient() + " " + message.substring(at, message.indexOf('\r', at));
    }

    private static List<String> replies(JmapSession session, String id) {
        var status =
                session.call("EmailSubmission/get", "{\"ids\":[\"" + id + "\"]}")
                        .at("/list/0/deliveryStatus");
        return SendingCrashTest.TO.stream()
                .map(to -> status.get(to).get("smtpReply").asString())
                .toList();
    }

    @Test
    @Order(4)
    void what_a_killed_node_would_have_sent_is_sent_within_ten_seconds() {
        cluster.revive(0);
        // As long as nodes come and go, shares move: both have theirs when this is over.
        JmapSession session = cluster.node(0).session();
        String before = SendingCrashTest.submit(session, "before", null);
        await(30, () -> !SendingCrashTest.delivered(session, before).contains("queued"));
        cluster.kill(0);
        long killed = System.nanoTime();
        JmapSession other = cluster.node(1).session();
        String after = SendingCrashTest.submit(other, "after", null);
        await(30, () -> !SendingCrashTest.delivered(other, after).contains("queued"));
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - killed)).isLessThan(10);
    }

    @Test
    @Order(5)
    void a_node_takes_its_leave_before_it_goes() throws Exception {
        cluster.revive(0);
        ServerProcess leaving = cluster.node(0);
        BlockingQueue<String> lines = listen(leaving.url());
        assertThat(leaving.health("ready")).isEqualTo(200);
        leaving.process().destroy();
        await(10, () -> leaving.health("ready") == 503);
        JmapSession session = leaving.session();
        assertThat(session.call("Email/query", "{}").get("ids")).isNotEmpty();
        assertThat(lines.stream()).doesNotContain("END");
        assertThat(leaving.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(leaving.process().exitValue()).isIn(0, 143);
        String last = "";
        for (String line = lines.poll(5, TimeUnit.SECONDS);
                line != null;
                line = lines.poll(1, TimeUnit.SECONDS)) {
            last = line;
        }
        assertThat(last).isEqualTo("END");
        assertThat(leaving.complaints()).isEmpty();
        cluster.revive(0);
    }

    private static void await(int seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within %s s", seconds).isLessThan(deadline);
            try {
                new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Nobody asks the node that is left for anything: it has to find out by itself. */
    @Test
    @Order(6)
    void what_was_to_be_sent_later_by_a_killed_node_is_sent_when_it_is_due() {
        long held = 12;
        for (String user : OTHERS) {
            var session = JmapSession.open(cluster.url(0), user, ServerProcess.PASSWORD);
            SendingCrashTest.submit(session, user, "later", held);
        }
        cluster.kill(0);
        await(
                (int) held + 10,
                () ->
                        SMTP.messages().stream()
                                        .filter(it -> it.contains("Subject: later\r\n"))
                                        .count()
                                >= OTHERS.size());
        cluster.revive(0);
        assertThat(
                        SMTP.deliveries().stream()
                                .filter(it -> it.message().contains("Subject: later\r\n")))
                .hasSize(OTHERS.size() * SendingCrashTest.TO.size());
    }
}
