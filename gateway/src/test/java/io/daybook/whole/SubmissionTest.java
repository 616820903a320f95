package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.submission.relay.smtp.ScriptedSmtp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Mail that a client sends: from EmailSubmission/set to a smart host and back into what is read.
 */
class SubmissionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static ScriptedSmtp smartHost;
    private static ServerProcess server;
    private static JmapSession session;
    private static String drafts;

    @BeforeAll
    static void start(@TempDir Path data) {
        smartHost = new ScriptedSmtp();
        smartHost.answers(
                command -> command.contains("nobody@example.test") ? "550 5.1.1 no such user" : "");
        server = ServerProcess.start(data, "--smart-host", "127.0.0.1:" + smartHost.port());
        session = server.session();
        drafts = session.mailboxByRole("drafts");
    }

    @AfterAll
    static void stop() {
        server.close();
        smartHost.close();
    }

    private static String draft(String header) {
        String message = header + "\r\n\r\nHello\r\n";
        return session.importMessage(message.getBytes(StandardCharsets.UTF_8), drafts, "$draft");
    }

    private static JsonNode submit(String email, String envelope) {
        return session.call(
                "EmailSubmission/set",
                """
                {"create": {"k": {"identityId": "i1", "emailId": "%s", "envelope": %s}}}
                """
                        .formatted(email, envelope));
    }

    private static String sent(String email) {
        JsonNode answer = submit(email, "null");
        assertThat(answer.at("/created/k/id").isString()).as("%s", answer).isTrue();
        return answer.at("/created/k/id").asString();
    }

    private static JsonNode submission(String id) {
        return session.call("EmailSubmission/get", "{\"ids\": [\"" + id + "\"]}").at("/list/0");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(deadline);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static void awaitFinal(String id) {
        await(() -> submission(id).get("undoStatus").asString().equals("final"));
    }

    // RFC 8621 section 7.5: the server MUST remove any Bcc header field during delivery.
    @Test
    void those_of_bcc_get_the_message_and_nobody_sees_that() {
        String email =
                draft(
                        "From: alice@example.test\r\nTo: bob@example.test\r\n"
                                + "Bcc: secret@example.test,\r\n  other@example.test\r\n"
                                + "Subject: Blind copy");
        String id = sent(email);
        awaitFinal(id);
        assertThat(smartHost.commands())
                .contains("RCPT TO:<secret@example.test>", "RCPT TO:<other@example.test>");
        String message =
                smartHost.messages().stream()
                        .filter(one -> one.contains("Subject: Blind copy"))
                        .collect(Collectors.joining());
        assertThat(message)
                .contains("To: bob@example.test", "\r\nHello\r\n")
                .containsOnlyOnce("Date: ")
                .containsOnlyOnce("Message-ID: <")
                .doesNotContainIgnoringCase("bcc")
                .doesNotContain("secret@", "other@");
        // The email of the sender still tells.
        JsonNode kept =
                session.call(
                        "Email/get", "{\"ids\": [\"" + email + "\"], \"properties\": [\"bcc\"]}");
        assertThat(kept.at("/list/0/bcc").size()).isEqualTo(2);
    }

    @Test
    void what_became_of_each_recipient_is_told_and_nothing_is_unsent() {
        String id =
                sent(
                        draft(
                                "From: alice@example.test\r\n"
                                        + "To: bob@example.test, nobody@example.test"));
        awaitFinal(id);
        JsonNode status = submission(id).get("deliveryStatus");
        JsonNode bob = status.get("bob@example.test");
        // RFC 8621 section 7: that another server took it does not mean that it is delivered.
        assertThat(bob.get("delivered").asString()).isEqualTo("unknown");
        assertThat(bob.get("smtpReply").asString()).startsWith("250 ");
        JsonNode nobody = status.get("nobody@example.test");
        assertThat(nobody.get("delivered").asString()).isEqualTo("no");
        assertThat(nobody.get("smtpReply").asString()).isEqualTo("550 5.1.1 no such user");
        JsonNode answer =
                session.call(
                        "EmailSubmission/set",
                        "{\"update\": {\"" + id + "\": {\"undoStatus\": \"canceled\"}}}");
        assertThat(answer.at("/notUpdated/" + id + "/type").asString()).isEqualTo("cannotUnsend");
        await(() -> submission(id).get("dsnBlobIds").size() == 1);
        byte[] report = session.download(submission(id).at("/dsnBlobIds/0").asString());
        assertThat(new String(report, StandardCharsets.UTF_8)).contains("nobody@example.test");
    }

    // RFC 8621 section 7.5: neither the end of the email nor that of the record is the end of it.
    @Test
    void what_is_destroyed_is_sent_all_the_same() {
        String email =
                draft(
                        "From: alice@example.test\r\nTo: bob@example.test\r\n"
                                + "Subject: Sent after all");
        JsonNode answer =
                session.call(
                        "EmailSubmission/set",
                        """
                        {"create": {"k": {"identityId": "i1", "emailId": "%s", "envelope": {
                            "mailFrom": {"email": "alice@example.test",
                              "parameters": {"HOLDFOR": "1"}},
                            "rcptTo": [{"email": "bob@example.test"}]}}},
                         "onSuccessDestroyEmail": ["#k"]}
                        """
                                .formatted(email));
        String id = answer.at("/created/k/id").asString();
        session.call("EmailSubmission/set", "{\"destroy\": [\"" + id + "\"]}");
        await(() ->
                smartHost.messages().stream()
                        .anyMatch(one -> one.contains("Subject: Sent after all")));
    }

    @Test
    void a_message_has_only_so_many_recipients() {
        String rcptTo =
                IntStream.rangeClosed(0, 1_000)
                        .mapToObj(i -> "{\"email\": \"r" + i + "@example.test\"}")
                        .collect(Collectors.joining(",", "[", "]"));
        String email = draft("From: alice@example.test\r\nTo: bob@example.test");
        JsonNode answer =
                submit(email, "{\"mailFrom\": {\"email\": \"\"}, \"rcptTo\": " + rcptTo + "}");
        assertThat(answer.at("/notCreated/k/type").asString()).isEqualTo("tooManyRecipients");
        assertThat(answer.at("/notCreated/k/maxRecipients").intValue()).isEqualTo(1_000);
    }

    @Test
    void headers_that_hide_a_second_author_are_refused() {
        for (String header :
                List.of(
                        "From: alice@example.test\r\nFrom: mallory@example.test",
                        "From: alice@example.test\r\nFROM : mallory@example.test",
                        "Subject: nobody",
                        "From: ,")) {
            JsonNode answer = submit(draft(header + "\r\nTo: bob@example.test"), "null");
            assertThat(answer.at("/notCreated/k/type").asString())
                    .as(header)
                    .isEqualTo("invalidEmail");
            assertThat(answer.at("/notCreated/k/properties/0").asString()).isEqualTo("from");
        }
    }

    @Test
    void without_a_smart_host_nobody_may_send(@TempDir Path data) {
        try (var other = ServerProcess.start(data)) {
            JmapSession alice = other.session();
            byte[] message =
                    "From: alice@example.test\r\nTo: bob@example.test\r\n\r\nHello\r\n"
                            .getBytes(StandardCharsets.UTF_8);
            String email = alice.importMessage(message, alice.mailboxByRole("drafts"));
            JsonNode answer =
                    alice.call(
                            "EmailSubmission/set",
                            "{\"create\": {\"k\": {\"identityId\": \"i1\", \"emailId\": \""
                                    + email
                                    + "\"}}}");
            assertThat(answer.at("/notCreated/k/type").asString()).isEqualTo("forbiddenToSend");
            assertThat(answer.at("/notCreated/k/description").isString()).isTrue();
        }
    }
}
