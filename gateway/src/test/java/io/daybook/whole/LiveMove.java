package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An account that goes from server to server while a client writes to it all the time. */
final class LiveMove {
    static final String DAVE = "dave@example.test";
    static final String SECRET = "daves password";
    private static final Pattern HELD = Pattern.compile("not be changed for (\\d+) ms");

    /** What a client is told that comes while it is held, or to where it was. */
    private static final String GOES_ON = "(?s).*(serverUnavailable|moved to|503).*";

    /** Messages that may be there twice, as it were: one for each move. */
    private static final int MOST_UNSURE = 2;

    /** A server, and the file of its admin token. */
    record End(String url, Path token) {}

    /** By subject: the email id that a server acknowledged. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final AtomicReference<String> server;
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Throwable> surprises = new ArrayList<>();
    private final JsonNode since;
    private final Thread writer;

    private LiveMove(String url) {
        server = new AtomicReference<>(url);
        since = RecordedAnswers.states(JmapSession.open(url, DAVE, SECRET));
        writer = Thread.ofPlatform().start(this::write);
    }

    /** The account of Dave, at this server, is written to until {@link #end}. */
    static LiveMove at(String url) {
        return new LiveMove(url);
    }

    /** Moves it, with the client; how long it was held. */
    Duration move(End from, End to) throws Exception {
        JmapSession before = JmapSession.open(from.url(), DAVE, SECRET);
        awaitWritten(acknowledged.size() + 150);
        var ended =
                CommandProcess.run(
                        "move",
                        DAVE,
                        "--from",
                        from.url(),
                        "--from-token-file",
                        from.token().toString(),
                        "--to",
                        to.url(),
                        "--to-token-file",
                        to.token().toString());
        assertThat(ended.status()).as(ended.output()).isZero();
        var held = HELD.matcher(ended.output());
        assertThat(held.find()).as(ended.output()).isTrue();
        System.out.println("LiveMove: " + ended.output().strip());
        server.set(to.url());
        awaitWritten(acknowledged.size() + 50);
        assertMoved(before, to.url());
        return Duration.ofMillis(Long.parseLong(held.group(1)));
    }

    static void assertMoved(JmapSession old, String to) {
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
        for (int i = 0; i < 1_200 && acknowledged.size() < count && writer.isAlive(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        synchronized (surprises) {
            assertThat(surprises).isEmpty();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(count);
    }

    /**
     * Everything that was acknowledged is there once, and a client of the first day hears of it.
     */
    void end() throws InterruptedException {
        over.set(true);
        writer.join();
        assertThat(surprises).isEmpty();
        compare(JmapSession.open(server.get(), DAVE, SECRET));
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
                if (!String.valueOf(e.getMessage()).matches(GOES_ON)) {
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

    private void compare(JmapSession session) {
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
        // What was sent when an account was closed may have been done without being acknowledged.
        assertThat(found.size() - acknowledged.size()).isBetween(0, MOST_UNSURE);
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
