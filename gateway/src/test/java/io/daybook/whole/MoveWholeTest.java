package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An account goes to another server while a client writes to it all the time. */
class MoveWholeTest {
    private static final String DAVE = "dave@example.test";
    private static final String SECRET = "daves password";
    private static final Pattern TOKEN = Pattern.compile("Admin token, .* once: (\\S+)");
    private static final Pattern HELD = Pattern.compile("not be changed for (\\d+) ms");

    @TempDir private Path temp;

    /** By subject: the email id that a server acknowledged. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final AtomicReference<String> server = new AtomicReference<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Throwable> surprises = new ArrayList<>();

    private String token(ServerProcess of, String name) throws IOException {
        var found = TOKEN.matcher(of.output());
        assertThat(found.find()).as(of.output()).isTrue();
        return Files.writeString(temp.resolve(name), found.group(1)).toString();
    }

    @Test
    void a_client_that_writes_all_the_time_loses_nothing() throws Exception {
        try (var a = ServerProcess.start(temp.resolve("a"), "--user", DAVE + ":" + SECRET);
                var b = ServerProcess.start(temp.resolve("b"))) {
            server.set(a.url());
            JmapSession before = JmapSession.open(a.url(), DAVE, SECRET);
            JsonNode since = RecordedAnswers.states(before);
            Thread writer = Thread.ofPlatform().start(this::write);
            awaitWritten(200);
            var ended =
                    CommandProcess.run(
                            "move",
                            DAVE,
                            "--from",
                            a.url(),
                            "--from-token-file",
                            token(a, "token-a"),
                            "--to",
                            b.url(),
                            "--to-token-file",
                            token(b, "token-b"));
            assertThat(ended.status()).as(ended.output()).isZero();
            var held = HELD.matcher(ended.output());
            assertThat(held.find()).as(ended.output()).isTrue();
            System.out.println("MoveWholeTest: " + ended.output().strip());
            assertThat(Integer.parseInt(held.group(1))).isLessThan(5_000);
            server.set(b.url());
            awaitWritten(acknowledged.size() + 50);
            over.set(true);
            writer.join();
            assertThat(surprises).isEmpty();
            compare(JmapSession.open(b.url(), DAVE, SECRET), since);
            assertMoved(before, b.url());
            assertThat(a.stop()).isIn(0, 143);
        }
        try (var again = ServerProcess.start(temp.resolve("a"))) {
            assertMoved(JmapSession.open(again.url(), DAVE, SECRET), "http://");
            assertThat(again.session().mailboxByRole("inbox")).isNotEmpty();
        }
    }

    private static void assertMoved(JmapSession old, String to) {
        for (String method : List.of("Email/query", "Mailbox/get", "Identity/get")) {
            assertRefused(old.callOrError(method, JmapSession.JSON.createObjectNode()), to);
        }
        ObjectNode create = JmapSession.JSON.createObjectNode();
        create.putObject("create").putObject("k").put("name", "Too late");
        assertRefused(old.callOrError("Mailbox/set", create), to);
    }

    private static void assertRefused(JsonNode response, String to) {
        assertThat(response.get(1).path("type").asString()).isEqualTo("accountNotFound");
        assertThat(response.get(1).path("description").asString())
                .startsWith("The account has moved to " + to);
    }

    private void awaitWritten(int count) throws InterruptedException {
        for (int i = 0; i < 600 && acknowledged.size() < count; i++) {
            Thread.sleep(100);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(count);
    }

    /** Imports a message and colours it, again and again, wherever the account is. */
    private void write() {
        String at = "";
        JmapSession session = null;
        String inbox = "";
        for (int n = 0; !over.get(); n++) {
            try {
                if (session == null || !at.equals(server.get())) {
                    at = server.get();
                    session = JmapSession.open(at, DAVE, SECRET);
                    inbox = session.mailboxByRole("inbox");
                }
                importOne(session, inbox, "Number " + n);
            } catch (AssertionError e) {
                // Held or moved: the client looks again where the account is.
                if (!String.valueOf(e.getMessage())
                        .matches("(?s).*(serverUnavailable|moved to|503).*")) {
                    synchronized (surprises) {
                        surprises.add(e);
                    }
                    return;
                }
                session = null;
            }
        }
    }

    private void importOne(JmapSession session, String inbox, String subject) {
        String text = "Subject: " + subject + "\r\n\r\nHello\r\n";
        String id = session.importMessage(text.getBytes(StandardCharsets.UTF_8), inbox);
        acknowledged.put(subject, id);
        session.call(
                "Email/set", "{\"update\":{\"%s\":{\"keywords/$flagged\":true}}}".formatted(id));
    }

    private void compare(JmapSession session, JsonNode since) {
        var ids = new ArrayList<String>();
        session.call("Email/query", "{\"limit\":100000}")
                .get("ids")
                .forEach(id -> ids.add(id.asString()));
        var found = new ConcurrentHashMap<String, String>();
        for (int from = 0; from < ids.size(); from += 400) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ids.subList(from, Math.min(ids.size(), from + 400))
                    .forEach(arguments.putArray("ids")::add);
            arguments.putArray("properties").add("subject").add("blobId");
            for (JsonNode email : session.call("Email/get", arguments).get("list")) {
                String subject = email.get("subject").asString();
                assertThat(found.put(subject, email.get("id").asString())).as(subject).isNull();
            }
        }
        assertThat(found).containsAllEntriesOf(acknowledged);
        // What was sent when the account was closed may have been done without being acknowledged.
        assertThat(found.size() - acknowledged.size()).isBetween(0, 1);
        String state = since.get("Email").asString();
        int created = 0;
        boolean more = true;
        while (more) {
            JsonNode changes = session.call("Email/changes", "{\"sinceState\":\"" + state + "\"}");
            created += changes.get("created").size();
            state = changes.get("newState").asString();
            more = changes.get("hasMoreChanges").asBoolean();
        }
        assertThat(created).isEqualTo(found.size());
    }
}
