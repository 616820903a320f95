package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kills the process at random moments of imports and flag storms; {@code make crash} does longer.
 */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("daybook.crash.rounds", 12);
    private static final int WRITERS = 4;

    /** By Message-ID: the email id that the server acknowledged. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** By email id: the colour keyword that the server acknowledged last; one writer an email. */
    private final Map<String, String> colours = new ConcurrentHashMap<>();

    /** By email id: a colour that was asked for when the process died. */
    private final Map<String, String> unsure = new ConcurrentHashMap<>();

    /** Messages whose import was under way when the process died. */
    private final Map<String, Boolean> unsureImports = new ConcurrentHashMap<>();

    private final AtomicInteger serial = new AtomicInteger();

    @Test
    void what_was_acknowledged_survives_every_kill_exactly_once(@TempDir Path data)
            throws Exception {
        Random random = Seed.random("CrashTest");
        for (int round = 0; round < ROUNDS; round++) {
            try (var server = ServerProcess.start(data)) {
                check(server.session());
                storm(server, random);
            }
        }
        try (var server = ServerProcess.start(data)) {
            check(server.session());
            assertThat(server.stop()).isIn(0, 143);
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    }

    /** Writers change the account until the process is killed under them. */
    private void storm(ServerProcess server, Random random) throws InterruptedException {
        var dead = new AtomicBoolean();
        var started = new CountDownLatch(WRITERS);
        var writers = new ArrayList<Thread>();
        JmapSession first = server.session();
        String inbox = first.mailboxByRole("inbox");
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            var own = new Random(random.nextLong());
            writers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                JmapSession session = server.session();
                                started.countDown();
                                while (!dead.get()) {
                                    try {
                                        write(session, inbox, number, own);
                                    } catch (JmapSession.ConnectionLost e) {
                                        return;
                                    }
                                }
                            }));
        }
        started.await();
        new CountDownLatch(1).await(20 + random.nextInt(600), TimeUnit.MILLISECONDS);
        server.kill();
        dead.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void write(JmapSession session, String inbox, int writer, Random random) {
        List<String> mine =
                acknowledged.values().stream()
                        .filter(id -> Math.floorMod(id.hashCode(), WRITERS) == writer)
                        .limit(50)
                        .toList();
        if (mine.isEmpty() || random.nextBoolean()) {
            importOne(session, inbox);
        } else {
            colour(session, mine.get(random.nextInt(mine.size())), "colour" + random.nextInt(1000));
        }
    }

    private void importOne(JmapSession session, String inbox) {
        String messageId = "crash" + serial.incrementAndGet() + "@crash.test";
        String text =
                "From: a@crash.test\r\nSubject: "
                        + messageId
                        + "\r\nMessage-ID: <"
                        + messageId
                        + ">\r\n\r\nHello\r\n";
        unsureImports.put(messageId, true);
        String id = session.importMessage(text.getBytes(StandardCharsets.UTF_8), inbox);
        acknowledged.put(messageId, id);
        unsureImports.remove(messageId);
    }

    private void colour(JmapSession session, String email, String colour) {
        unsure.put(email, colour);
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putObject("update").putObject(email).putObject("keywords").put(colour, true);
        JsonNode answer = session.call("Email/set", arguments);
        assertThat(answer.get("updated").has(email)).as(answer.toString()).isTrue();
        colours.put(email, colour);
        unsure.remove(email);
    }

    private void check(JmapSession session) {
        var byMessageId = new HashMap<String, List<JsonNode>>();
        JsonNode query = session.call("Email/query", "{\"calculateTotal\":true,\"limit\":100000}");
        int total = query.get("total").asInt();
        List<String> ids = new ArrayList<>();
        query.get("ids").forEach(id -> ids.add(id.asString()));
        assertThat(ids).hasSize(total);
        for (int from = 0; from < ids.size(); from += 500) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ids.subList(from, Math.min(ids.size(), from + 500))
                    .forEach(arguments.putArray("ids")::add);
            arguments.putArray("properties").add("messageId").add("keywords").add("blobId");
            for (JsonNode email : session.call("Email/get", arguments).get("list")) {
                byMessageId
                        .computeIfAbsent(
                                email.at("/messageId/0").asString(), id -> new ArrayList<>())
                        .add(email);
            }
        }
        assertThat(byMessageId.values())
                .as("every message is there once")
                .allMatch(copies -> copies.size() == 1);
        acknowledged.forEach(
                (messageId, id) -> checkEmail(byMessageId.get(messageId), messageId, id));
        for (String messageId : List.copyOf(unsureImports.keySet())) {
            // It may have become durable without its acknowledgement having arrived.
            if (byMessageId.containsKey(messageId)) {
                acknowledged.put(messageId, byMessageId.get(messageId).get(0).get("id").asString());
            }
            unsureImports.remove(messageId);
        }
        assertThat(byMessageId).as("nothing is there that nobody sent").hasSameSizeAs(acknowledged);
        if (!byMessageId.isEmpty()) {
            JsonNode any = byMessageId.values().iterator().next().get(0);
            assertThat(session.download(any.get("blobId").asString()))
                    .asString()
                    .contains("@crash.test");
        }
        JsonNode inbox =
                session.call(
                        "Mailbox/get", "{\"ids\":[\"" + session.mailboxByRole("inbox") + "\"]}");
        assertThat(inbox.at("/list/0/totalEmails").asInt()).isEqualTo(total);
    }

    private void checkEmail(List<JsonNode> copies, String messageId, String id) {
        assertThat(copies).as("%s was acknowledged", messageId).isNotNull();
        JsonNode email = copies.get(0);
        assertThat(email.get("id").asString()).isEqualTo(id);
        String asked = unsure.remove(id);
        String kept = colours.get(id);
        if (asked != null && email.get("keywords").has(asked)) {
            colours.put(id, asked);
        } else if (kept != null) {
            assertThat(email.get("keywords").has(kept))
                    .as("%s keeps %s: %s", id, kept, email)
                    .isTrue();
        }
    }
}
