package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.submission.relay.smtp.ScriptedSmtp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Kills the process while it sends, and before it sends; {@code make crash} does longer. */
class SendingCrashTest {
    private static final int ROUNDS = Integer.getInteger("daybook.crash.sending.rounds", 3);
    static final List<String> TO = List.of("bob@x.test", "carol@x.test", "dave@x.test");

    private final ScriptedSmtp smtp = new ScriptedSmtp();

    @TempDir private Path data;

    @AfterEach
    void stop() {
        smtp.close();
    }

    @Test
    void scheduled_and_canceled_submissions_survive_a_kill() {
        String sent;
        String canceled;
        try (var server = start()) {
            JmapSession session = server.session();
            sent = submit(session, "sent", 3L);
            canceled = submit(session, "canceled", 3L);
            String later = submit(session, "later", 999_999_999L);
            cancel(session, canceled);
            assertThat(get(session, later).get("undoStatus").asString()).isEqualTo("pending");
            server.kill();
        }
        assertThat(smtp.deliveries()).isEmpty();
        try (var server = start()) {
            JmapSession session = server.session();
            await(() -> get(session, sent).get("undoStatus").asString().equals("final"));
            assertThat(get(session, canceled).get("undoStatus").asString()).isEqualTo("canceled");
            assertThat(smtp.deliveries()).hasSize(TO.size());
            assertThat(smtp.messages().getFirst()).contains("Subject: sent\r\n");
        }
    }

    @Test
    void what_was_not_handed_over_when_the_process_was_killed_is_sent_once() {
        var asked = new CountDownLatch(1);
        smtp.answers(command -> {
            if (command.startsWith("RCPT TO:<dave")) {
                asked.countDown();
                return ScriptedSmtp.SILENCE;
            }
            return "";
        });
        String id;
        try (var server = start()) {
            id = submit(server.session(), "one", null);
            await(() -> asked.getCount() == 0);
            server.kill();
        }
        smtp.answers(_ -> "");
        try (var server = start()) {
            JmapSession session = server.session();
            await(() -> delivered(session, id).equals(List.of("unknown", "unknown", "unknown")));
            assertThat(replies(session, id)).allMatch(reply -> reply.startsWith("250 "));
            assertThat(smtp.deliveries()).hasSize(TO.size());
        }
    }

    @Test
    void what_was_handed_over_when_the_process_was_killed_is_unknown_and_not_sent_again() {
        var asked = new CountDownLatch(1);
        smtp.answers(command -> {
            if (command.equals(".")) {
                asked.countDown();
                return ScriptedSmtp.SILENCE;
            }
            return command.startsWith("RCPT TO:<dave") ? "450 4.2.0 busy" : "";
        });
        String id;
        try (var server = start()) {
            id = submit(server.session(), "one", null);
            await(() -> asked.getCount() == 0);
            server.kill();
        }
        smtp.answers(_ -> "");
        try (var server = start()) {
            JmapSession session = server.session();
            await(() -> smtp.deliveries().size() == TO.size());
            await(() -> delivered(session, id).equals(List.of("unknown", "unknown", "unknown")));
            // Dave had not got it, and gets it now; of the others nobody knows.
            assertThat(replies(session, id).get(0)).startsWith("451 4.3.2 ");
            assertThat(replies(session, id).get(1)).startsWith("451 4.3.2 ");
            assertThat(replies(session, id).get(2)).startsWith("250 ");
            assertThat(smtp.deliveries().stream().map(ScriptedSmtp.Delivery::recipient).toList())
                    .containsExactly("bob@x.test", "carol@x.test", "dave@x.test");
        }
    }

    @Test
    void nobody_gets_a_message_twice_whenever_the_process_is_killed() throws Exception {
        Random random = Seed.random("SendingCrashTest");
        var subjects = new HashMap<String, String>();
        for (int round = 0; round < ROUNDS; round++) {
            try (var server = start()) {
                JmapSession session = server.session();
                int count = 3 + random.nextInt(8);
                for (int i = 0; i < count; i++) {
                    String subject = "message-" + round + "-" + i;
                    subjects.put(submit(session, subject, null), subject);
                }
                new CountDownLatch(1).await(random.nextInt(250), TimeUnit.MILLISECONDS);
                server.kill();
            }
        }
        try (var server = start()) {
            JmapSession session = server.session();
            awaitRest(session, subjects.keySet());
            subjects.forEach((id, subject) -> check(session, id, subject));
        }
    }

    /** Until nothing happens any more: who was there at two crashes waits for a minute. */
    private static void awaitRest(JmapSession session, Set<String> ids) {
        List<String> before = List.of();
        int unchanged = 0;
        for (int i = 0; i < 400 && unchanged < 30; i++) {
            List<String> now = ids.stream().flatMap(id -> delivered(session, id).stream()).toList();
            if (!now.contains("queued")) {
                return;
            }
            unchanged = now.equals(before) ? unchanged + 1 : 0;
            before = now;
            pause(100);
        }
    }

    private void check(JmapSession session, String id, String subject) {
        for (String recipient : TO) {
            JsonNode status;
            long copies;
            do {
                status = status(session, id, recipient);
                copies = copies(recipient, subject);
            } while (!status.equals(status(session, id, recipient)));
            boolean isAccepted = status.get("smtpReply").asString().startsWith("250 ");
            switch (status.get("delivered").asString()) {
                case "queued" -> assertThat(copies).as(status.toString()).isZero();
                case "unknown" ->
                        assertThat(copies)
                                .as(status.toString())
                                .isBetween(isAccepted ? 1L : 0L, 1L);
                default -> throw new AssertionError(status.toString());
            }
        }
    }

    private static JsonNode status(JmapSession session, String id, String recipient) {
        return get(session, id).get("deliveryStatus").get(recipient);
    }

    private long copies(String recipient, String subject) {
        return smtp.deliveries().stream()
                .filter(one -> one.recipient().equals(recipient))
                .filter(one -> one.message().contains("Subject: " + subject + "\r\n"))
                .count();
    }

    private ServerProcess start() {
        return ServerProcess.start(data, "--smart-host", "127.0.0.1:" + smtp.port());
    }

    static String submit(JmapSession session, String subject, @Nullable Long holdFor) {
        return submit(session, ServerProcess.USER, subject, holdFor);
    }

    static String submit(
            JmapSession session, String sender, String subject, @Nullable Long holdFor) {
        String message =
                "From: <"
                        + sender
                        + ">\r\nTo: <bob@x.test>\r\nDate: Sun, 22 Nov 2026 12:00:00"
                        + " +0000\r\nMessage-ID: <"
                        + subject
                        + "@example.test>\r\nSubject: "
                        + subject
                        + "\r\n\r\nHello\r\n";
        ObjectNode create = JmapSession.JSON.createObjectNode();
        create.put(
                "emailId",
                session.importMessage(
                        message.getBytes(StandardCharsets.US_ASCII),
                        session.mailboxByRole("drafts")));
        create.put("identityId", session.call("Identity/get", "{}").at("/list/0/id").asString());
        ObjectNode envelope = create.putObject("envelope");
        ObjectNode from = envelope.putObject("mailFrom").put("email", sender);
        if (holdFor != null) {
            from.putObject("parameters").put("HOLDFOR", Long.toString(holdFor));
        }
        var recipients = envelope.putArray("rcptTo");
        TO.forEach(to -> recipients.addObject().put("email", to));
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putObject("create").set("k", create);
        JsonNode answer = session.call("EmailSubmission/set", arguments);
        assertThat(answer.at("/created/k/id").isString()).as(answer.toString()).isTrue();
        return answer.at("/created/k/id").asString();
    }

    private static void cancel(JmapSession session, String id) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putObject("update").putObject(id).put("undoStatus", "canceled");
        JsonNode answer = session.call("EmailSubmission/set", arguments);
        assertThat(answer.get("updated").has(id)).as(answer.toString()).isTrue();
    }

    private static JsonNode get(JmapSession session, String id) {
        return session.call("EmailSubmission/get", "{\"ids\":[\"" + id + "\"]}").at("/list/0");
    }

    static List<String> delivered(JmapSession session, String id) {
        return statuses(session, id, "delivered");
    }

    private static List<String> replies(JmapSession session, String id) {
        return statuses(session, id, "smtpReply");
    }

    private static List<String> statuses(JmapSession session, String id, String property) {
        JsonNode all = get(session, id).get("deliveryStatus");
        return TO.stream().map(to -> all.get(to).get(property).asString()).toList();
    }

    private static boolean awaitFor(int seconds, BooleanSupplier condition) {
        for (int i = 0; i < seconds * 50; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            pause(20);
        }
        return false;
    }

    private static void await(BooleanSupplier condition) {
        assertThat(awaitFor(60, condition)).isTrue();
    }

    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
