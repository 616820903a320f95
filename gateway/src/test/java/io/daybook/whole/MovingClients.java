package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clients of one account that import messages at servers that may be killed, may hold the account
 * or may not have it any more: each keeps to its server and goes on when it can.
 */
final class MovingClients implements AutoCloseable {
    private final String user;
    private final String password;
    private final AtomicInteger serial = new AtomicInteger();

    /** By subject: the email id that a server acknowledged. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** Subjects of which nobody knows whether they were imported. */
    private final Set<String> unsure = ConcurrentHashMap.newKeySet();

    private final List<Throwable> surprises = new CopyOnWriteArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean over;

    MovingClients(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /** One more client, at a server that has the account. */
    void writeTo(Supplier<String> url) {
        writers.add(Thread.ofVirtual().start(() -> write(url)));
    }

    int written() {
        return acknowledged.size();
    }

    void awaitWritten(int count) throws InterruptedException {
        for (int i = 0; i < 1_200 && written() < count && surprises.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(surprises).isEmpty();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(count);
    }

    private void write(Supplier<String> url) {
        JmapSession session = null;
        String inbox = "";
        while (!over) {
            try {
                if (session == null) {
                    session = JmapSession.open(url.get(), user, password);
                    inbox = session.mailboxByRole("inbox");
                }
                importOne(session, inbox);
            } catch (JmapSession.ConnectionLost e) {
                session = null;
                pause();
            } catch (AssertionError e) {
                String message = String.valueOf(e.getMessage());
                if (message.contains("moved to")) {
                    return;
                }
                if (!message.matches("(?s).*(serverUnavailable|503).*")) {
                    surprises.add(e);
                    return;
                }
                pause();
            }
        }
    }

    /** Until the server may be there again, or lets the account go on. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void importOne(JmapSession session, String inbox) {
        String subject = "Number " + serial.incrementAndGet();
        String text = "Subject: " + subject + "\r\n\r\nHello\r\n";
        unsure.add(subject);
        String id = session.importMessage(text.getBytes(StandardCharsets.UTF_8), inbox);
        acknowledged.put(subject, id);
        unsure.remove(subject);
    }

    /** Every acknowledged message is there once, with its id; nobody's is there twice. */
    void assertAllThereOnce(String url) {
        assertThat(surprises).isEmpty();
        var session = JmapSession.open(url, user, password);
        var ids = new ArrayList<String>();
        session.call("Email/query", "{\"limit\":100000}")
                .get("ids")
                .forEach(id -> ids.add(id.asString()));
        var found = new HashMap<String, String>();
        for (int from = 0; from < ids.size(); from += 400) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ids.subList(from, Math.min(ids.size(), from + 400))
                    .forEach(arguments.putArray("ids")::add);
            arguments.putArray("properties").add("subject");
            session.call("Email/get", arguments)
                    .get("list")
                    .forEach(email -> {
                        String subject = email.get("subject").asString();
                        assertThat(found.put(subject, email.get("id").asString()))
                                .as(subject)
                                .isNull();
                    });
        }
        assertThat(found).containsAllEntriesOf(acknowledged);
        found.keySet().removeAll(acknowledged.keySet());
        assertThat(unsure).containsAll(found.keySet());
    }

    /** Lets what is under way end. */
    @Override
    public void close() {
        over = true;
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
