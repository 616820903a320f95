package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes to one account through a node, beside others that write to it through other nodes, and
 * remembers what was acknowledged. What has no answer may have been done: it is remembered as that.
 */
final class StormClient implements Runnable {
    /** RFC 8620 section 3.6.2: what an account answers while something is away. */
    private static final Set<String> TEMPORARY = Set.of("serverUnavailable", "serverFail");

    private static final long PAUSE_MILLIS = 50;

    private final String name;
    private final Ledger ledger;
    private final Supplier<JmapSession> reconnect;
    private final Random random;
    private final long until;
    private @Nullable JmapSession session;
    private String inbox = "";

    /** The newest state that this client was told, by type. */
    private final Map<String, Long> told = new HashMap<>();

    private int serial;

    /** What is known of one account by all who write to it. */
    static final class Ledger {
        /** Of each message that was acknowledged, by Message-ID: its email. */
        final Map<String, String> imported = new ConcurrentHashMap<>();

        /** Messages without an answer: each is there once or not at all. */
        final Set<String> unsure = ConcurrentHashMap.newKeySet();

        /** How often the counter was raised, as acknowledged, and without an answer. */
        final AtomicInteger raised = new AtomicInteger();

        final AtomicInteger maybeRaised = new AtomicInteger();

        /** The state that each acknowledged write led to: no two lead to the same. */
        final Map<String, String> writers = new ConcurrentHashMap<>();

        /** Errors that clients were told, by type, and how often. */
        final Map<String, Integer> errors = new ConcurrentHashMap<>();

        /** What no client may ever be told. */
        final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    }

    /**
     * @param reconnect opens a session at the node of this client, wherever that is now
     * @param until on {@link System#nanoTime}
     */
    StormClient(
            String name, Ledger ledger, Supplier<JmapSession> reconnect, long seed, long until) {
        this.name = name;
        this.ledger = ledger;
        this.reconnect = reconnect;
        this.random = new Random(seed);
        this.until = until;
    }

    @Override
    public void run() {
        while (System.nanoTime() < until) {
            try {
                step(connected());
            } catch (JmapSession.ConnectionLost e) {
                note("connection lost");
                session = null;
                rest();
            } catch (Failed e) {
                note(String.valueOf(e.getMessage()));
                rest();
            } catch (RuntimeException | AssertionError e) {
                ledger.wrong.add(name + ": " + e);
                return;
            }
        }
    }

    /** An error that may come while something is away. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String what) {
            super(what, null, false, false);
        }
    }

    private JmapSession connected() {
        JmapSession open = session;
        if (open == null) {
            open = attempt(reconnect);
            inbox = attempt(open, it -> it.mailboxByRole("inbox"));
            session = open;
        }
        return open;
    }

    private void step(JmapSession session) {
        switch (random.nextInt(4)) {
            case 0, 1 -> importOne(session);
            case 2 -> raise(session);
            default -> read(session);
        }
    }

    private void importOne(JmapSession session) {
        String id = name + "." + serial++ + "@storm.test";
        ledger.unsure.add(id);
        String text =
                "From: storm@storm.test\r\nSubject: "
                        + id
                        + "\r\nMessage-ID: <"
                        + id
                        + ">\r\n\r\nHi\r\n";
        String email =
                attempt(
                        session,
                        it -> it.importMessage(text.getBytes(StandardCharsets.US_ASCII), inbox));
        ledger.imported.put(id, email);
        ledger.unsure.remove(id);
    }

    /** Adds one to the sort order of the inbox, on the condition that nobody else did meanwhile. */
    private void raise(JmapSession session) {
        JsonNode got = answer(session, "Mailbox/get", ids("ids", inbox));
        advance("Mailbox", got.path("state").asString());
        int order = got.at("/list/0/sortOrder").asInt();
        ObjectNode set = JmapSession.JSON.createObjectNode();
        set.put("ifInState", got.path("state").asString());
        set.putObject("update").putObject(inbox).put("sortOrder", order + 1);
        ledger.maybeRaised.incrementAndGet();
        JsonNode answer;
        try {
            answer = answer(session, "Mailbox/set", set);
        } catch (Failed e) {
            if (String.valueOf(e.getMessage()).equals("stateMismatch")) {
                ledger.maybeRaised.decrementAndGet();
                return;
            }
            throw e;
        }
        ledger.maybeRaised.decrementAndGet();
        assertThat(answer.get("updated").has(inbox)).as(answer.toString()).isTrue();
        ledger.raised.incrementAndGet();
        String state = answer.get("newState").asString();
        String other = ledger.writers.put(state, name);
        assertThat(other).as("who else was led to " + state).isNull();
        advance("Mailbox", state);
    }

    private void read(JmapSession session) {
        JsonNode got = answer(session, "Email/query", JmapSession.JSON.createObjectNode());
        advance("Email", got.get("queryState").asString());
    }

    /** What one client is told of a type never goes back, whoever answers. */
    private void advance(String type, String state) {
        long seq = Long.parseLong(state.replaceFirst("^.*-", "").replaceFirst("\\..*$", ""));
        Long before = told.put(type, seq);
        assertThat(seq)
                .as("%s: after %s of %s", name, before, type)
                .isGreaterThanOrEqualTo(before == null ? 0 : before);
    }

    private static ObjectNode ids(String name, String id) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putArray(name).add(id);
        return arguments;
    }

    private static JsonNode answer(JmapSession session, String method, ObjectNode arguments) {
        JsonNode response = attempt(session, it -> it.callOrError(method, arguments));
        if (response.get(0).asString().equals("error")) {
            String type = response.get(1).get("type").asString();
            if (TEMPORARY.contains(type) || type.equals("stateMismatch")) {
                throw new Failed(type);
            }
            throw new AssertionError(method + " gave " + response.get(1));
        }
        return response.get(1);
    }

    private interface Asking<T> {
        T of(JmapSession session);
    }

    private static <T> T attempt(JmapSession session, Asking<T> asking) {
        return attempt(() -> asking.of(session));
    }

    /** The session fails by an assertion whose message tells the status or the error. */
    private static <T> T attempt(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (AssertionError e) {
            String message = String.valueOf(e.getMessage());
            for (String type : TEMPORARY) {
                if (message.contains("\"type\":\"" + type + "\"")) {
                    throw new Failed(type);
                }
            }
            if (message.matches("(?s)(503 .*|upload: 503 .*|/\\S*: 503)")) {
                throw new Failed("503");
            }
            throw e;
        }
    }

    private void note(String error) {
        ledger.errors.merge(error, 1, Integer::sum);
    }

    private static void rest() {
        try {
            new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
