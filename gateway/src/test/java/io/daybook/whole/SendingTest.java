package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.WholeServer;
import io.daybook.submission.RelayCommand;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import io.daybook.submission.relay.smtp.ScriptedSmtp;
import io.daybook.submission.relay.smtp.SmartHost;
import io.daybook.submission.relay.smtp.SmartHost.Patience;
import io.daybook.submission.relay.smtp.SmartHost.Security;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Submissions from JMAP to the smart host and back, in a whole server with a turned clock. */
class SendingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ALICE = "alice@example.test";
    private static final String PASSWORD = "correct horse";
    private static final String MESSAGE =
            "From: Alice <alice@example.test>\r\nTo: bob@x.test\r\nSubject: Lunch\r\nDate: Sun,"
                    + " 22 Nov 2026 12:00:00 +0000\r\n"
                    + "Message-ID: <lunch@example.test>\r\n\r\nToday?\r\n";

    private final StoppedClock clock = new StoppedClock(NOON);
    private final ScriptedSmtp smtp = new ScriptedSmtp();
    private final List<Duration> attempts = new CopyOnWriteArrayList<>();

    @TempDir private Path data;
    private @Nullable WholeServer server;
    private AccountId account = new AccountId("none");
    private String sender = ALICE;
    private int port = smtp.port();

    @BeforeEach
    void start() {
        server = WholeServer.start(data, clock, host());
        account = server.user(ALICE, PASSWORD);
        server().policy().start();
    }

    @AfterEach
    void stop() {
        server().close();
        smtp.close();
    }

    private void restart() {
        server().close();
        server = WholeServer.start(data, clock, host());
        server().policy().start();
    }

    private SmartHost host() {
        var patience =
                new Patience(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
        return new SmartHost("127.0.0.1", port, Security.OPPORTUNISTIC, null, null, null, patience);
    }

    @Test
    void what_is_submitted_is_delivered_once_and_known_as_relayed() {
        var id = submit(NOON, "bob@x.test", "carol@x.test");
        await(() -> isFinal(id));
        assertThat(fates(id)).containsExactly("unknown 250", "unknown 250");
        assertThat(status(id, "bob@x.test").get("smtpReply").asString())
                .isEqualTo("250 2.0.0 queued");
        assertThat(smtp.messages()).containsExactly(MESSAGE + ".\r\n");
        assertThat(inbox()).isZero();
    }

    @Test
    void temporary_failures_are_tried_again_after_1_4_9_and_16_minutes() {
        refuseEverything("451 4.3.0 later");
        var id = submit(NOON, "bob@x.test");
        await(() -> attempts.size() == 1 && replied(id));
        for (int minutes : new int[] {1, 4, 9, 16}) {
            int before = attempts.size();
            turn(Duration.ofMinutes(minutes).minusSeconds(1));
            settle();
            assertThat(attempts).hasSize(before);
            turn(Duration.ofSeconds(1));
            await(() -> attempts.size() == before + 1);
            settle();
        }
        assertThat(attempts.stream().map(Duration::toMinutes))
                .containsExactly(0L, 1L, 5L, 14L, 30L);
        assertThat(fates(id)).containsExactly("queued 451");
        assertThat(undoStatus(id)).isEqualTo("pending");
        assertThat(status(id, "bob@x.test").get("smtpReply").asString())
                .isEqualTo("451 4.3.0 later");
        smtp.answers(_ -> "");
        turn(Duration.ofMinutes(25));
        await(() -> isFinal(id));
        assertThat(fates(id)).containsExactly("unknown 250");
        assertThat(smtp.messages()).hasSize(1);
    }

    @Test
    void a_server_that_nobody_here_wrote_gets_mail_when_it_wants_it() {
        var refuses = new AtomicBoolean(true);
        var received = new CopyOnWriteArrayList<String>();
        var foreign =
                SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .insertReceivedHeaders(false)
                        .messageHandlerFactory(_ -> new Foreign(refuses, received))
                        .build();
        foreign.start();
        try {
            port = foreign.getPortAllocated();
            restart();
            var id = submit(NOON, "bob@x.test", "carol@x.test");
            var lost = submit(NOON, "nobody@x.test");
            await(() -> replied(id) && replied(lost));
            for (int minutes : new int[] {1, 4, 9}) {
                int before = attempts.size();
                turn(Duration.ofMinutes(minutes));
                await(() -> attempts.size() == before + 3);
                settle();
            }
            assertThat(attempts.stream().map(Duration::toMinutes).distinct())
                    .containsExactly(0L, 1L, 5L, 14L);
            assertThat(fates(id)).containsExactly("queued 451", "queued 451");
            assertThat(received).isEmpty();
            refuses.set(false);
            turn(Duration.ofMinutes(16));
            await(() -> isFinal(id));
            assertThat(fates(id)).containsExactly("unknown 250", "unknown 250");
            assertThat(received).containsExactly(MESSAGE);
            turn(Duration.ofDays(3));
            await(() -> isFinal(lost) && reports(lost).size() == 1);
            assertThat(fates(lost)).containsExactly("no 451");
            assertThat(report(lost)).contains("Action: failed\r\n", "Status: 4.4.7\r\n");
        } finally {
            foreign.stop();
        }
    }

    /** Wants no mail while it refuses, and never any for nobody. */
    private final class Foreign implements MessageHandler {
        private final AtomicBoolean refuses;
        private final List<String> received;

        private Foreign(AtomicBoolean refuses, List<String> received) {
            this.refuses = refuses;
            this.received = received;
        }

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            attempts.add(Duration.between(NOON, clock.instant()));
            if (refuses.get() || recipient.startsWith("nobody")) {
                throw new RejectException(451, "4.3.0 later");
            }
        }

        @Override
        public @Nullable String data(InputStream in) throws IOException {
            received.add(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            return null;
        }

        @Override
        public void done() {}
    }

    @Test
    void what_nobody_took_for_three_days_is_reported_to_the_sender() {
        refuseEverything("451 4.3.0 later");
        var id = submit(NOON, "bob@x.test");
        await(() -> replied(id));
        turn(Duration.ofDays(3).minusSeconds(1));
        await(() -> attempts.size() == 2);
        settle();
        assertThat(inbox()).isZero();
        turn(Duration.ofSeconds(1));
        await(() -> isFinal(id) && !reports(id).isEmpty());
        settle();
        assertThat(attempts).hasSize(2);
        assertThat(fates(id)).containsExactly("no 451");
        assertThat(inbox()).isOne();
        assertThat(report(id))
                .contains(
                        "Content-Type: multipart/report; report-type=delivery-status;",
                        "To: <alice@example.test>\r\n",
                        "In-Reply-To: <lunch@example.test>\r\n",
                        "Final-Recipient: rfc822; bob@x.test\r\n",
                        "Action: failed\r\n",
                        "Status: 4.4.7\r\n",
                        "Diagnostic-Code: smtp; 451 4.3.0 later\r\n",
                        "Subject: Lunch\r\n")
                .doesNotContain("Today?");
    }

    @Test
    void permanent_failures_are_reported_at_once_and_each_recipient_has_a_fate_of_its_own() {
        smtp.answers(command ->
                switch (command) {
                    case "RCPT TO:<bob@x.test>" -> "550 5.1.1 nobody";
                    case "RCPT TO:<carol@x.test>" -> "451 4.2.0 busy";
                    default -> "";
                });
        var id = submit(NOON, "bob@x.test", "carol@x.test", "dave@x.test");
        await(() -> reports(id).size() == 1);
        assertThat(fates(id)).containsExactly("no 550", "queued 451", "unknown 250");
        assertThat(isFinal(id)).isTrue();
        assertThat(report(id))
                .contains("Final-Recipient: rfc822; bob@x.test\r\n", "Status: 5.1.1\r\n")
                .doesNotContain("carol", "dave");
        smtp.answers(_ -> "");
        turn(Duration.ofMinutes(1));
        await(() -> fates(id).get(1).equals("unknown 250"));
        assertThat(smtp.commands().stream().filter(it -> it.equals("RCPT TO:<dave@x.test>")))
                .hasSize(1);
        assertThat(smtp.messages()).hasSize(2);
        assertThat(inbox()).isOne();
    }

    @Test
    void the_sender_is_told_what_he_wants_to_be_told() {
        smtp.offers("8BITMIME")
                .answers(command -> command.contains("bob") ? "550 5.1.1 nobody" : "");
        var id =
                submit(
                        NOON,
                        List.of(
                                recipient("bob@x.test", "NOTIFY", "NEVER"),
                                recipient("carol@x.test", "NOTIFY", "SUCCESS"),
                                recipient("dave@x.test", "NOTIFY", "FAILURE")));
        await(() -> reports(id).size() == 1);
        assertThat(fates(id)).containsExactly("no 550", "unknown 250", "unknown 250");
        assertThat(report(id))
                .contains(
                        "Final-Recipient: rfc822; carol@x.test\r\n",
                        "Action: relayed\r\n",
                        "Status: 2.0.0\r\n")
                .doesNotContain("Final-Recipient: rfc822; bob", "Final-Recipient: rfc822; dave");
        settle();
        assertThat(inbox()).isOne();
    }

    @Test
    void a_delay_is_told_once_to_who_wants_to_know() {
        refuseEverything("451 4.3.0 later");
        var id = submit(NOON, List.of(recipient("bob@x.test", "NOTIFY", "DELAY")));
        await(() -> replied(id));
        turn(Duration.ofHours(5));
        await(() -> reports(id).size() == 1);
        assertThat(report(id)).contains("Action: delayed\r\n", "Will-Retry-Until: ");
        turn(Duration.ofHours(5));
        await(() -> attempts.size() == 3);
        settle();
        assertThat(inbox()).isOne();
        assertThat(fates(id)).containsExactly("queued 451");
    }

    @Test
    void what_is_scheduled_waits_for_its_time_over_restarts_and_may_be_canceled() {
        Instant later = NOON.plus(Duration.ofDays(400));
        var sent = submit(later, "bob@x.test");
        var canceled = submit(later, "carol@x.test");
        restart();
        turn(Duration.ofDays(399));
        settle();
        assertThat(smtp.connections()).isZero();
        assertThat(undoStatus(sent)).isEqualTo("pending");
        assertThat(cancel(canceled).at("/updated").has(canceled)).isTrue();
        restart();
        turn(Duration.ofDays(1));
        await(() -> isFinal(sent));
        settle();
        assertThat(smtp.connections()).isOne();
        assertThat(fates(canceled)).containsExactly("no 554");
        assertThat(cancel(sent).at("/notUpdated/" + sent + "/type").asString())
                .isEqualTo("cannotUnsend");
    }

    @Test
    void nobody_cancels_what_is_being_sent() {
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        smtp.answers(command -> {
            if (command.startsWith("RCPT")) {
                asked.countDown();
                awaitLatch(go);
            }
            return "";
        });
        var id = submit(NOON, "bob@x.test");
        awaitLatch(asked);
        assertThat(cancel(id).at("/notUpdated/" + id + "/type").asString())
                .isEqualTo("cannotUnsend");
        go.countDown();
        await(() -> isFinal(id));
        assertThat(fates(id)).containsExactly("unknown 250");
    }

    @Test
    void what_is_under_way_when_the_server_stops_may_end() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        smtp.answers(command -> {
            if (command.startsWith("RCPT")) {
                asked.countDown();
                awaitLatch(go);
            }
            return "";
        });
        var id = submit(NOON, "bob@x.test");
        awaitLatch(asked);
        var stopping = Thread.ofPlatform().start(() -> server().close());
        settle();
        go.countDown();
        stopping.join();
        assertThat(smtp.deliveries()).hasSize(1);
        server = WholeServer.start(data, clock, host());
        assertThat(fates(id)).containsExactly("unknown 250");
        assertThat(isFinal(id)).isTrue();
    }

    @Test
    void an_attempt_cut_off_before_the_handover_is_made_again() {
        var id = leaveOpen(false);
        restart();
        await(() -> isFinal(id));
        assertThat(fates(id)).containsExactly("unknown 250", "unknown 250");
        assertThat(smtp.messages()).hasSize(1);
    }

    @Test
    void who_may_have_the_message_is_unknown_and_never_gets_it_again() {
        var id = leaveOpen(true);
        restart();
        await(() -> fates(id).equals(List.of("unknown 451", "unknown 250")));
        settle();
        assertThat(smtp.commands()).contains("RCPT TO:<carol@x.test>");
        assertThat(smtp.commands()).doesNotContain("RCPT TO:<bob@x.test>");
        assertThat(smtp.messages()).hasSize(1);
        assertThat(isFinal(id)).isTrue();
    }

    /** What a server leaves behind that dies while it sends: to the first recipient, or to none. */
    private String leaveOpen(boolean isHandingOver) {
        Instant later = NOON.plus(Duration.ofHours(1));
        var id = submit(later, "bob@x.test", "carol@x.test");
        server().policy().close();
        clock.turn(Duration.ofHours(1));
        var submission = Objects.requireNonNull(SubmissionId.parse(id));
        command(new BeginAttempt(account, submission, Ids.of(0, 1), later));
        if (isHandingOver) {
            command(new BeginHandover(account, submission, 1, Ids.of(0), later));
        }
        return id;
    }

    @Test
    void posting_the_views_again_sends_nothing() throws IOException {
        var id = submit(NOON, "bob@x.test");
        var later = submit(NOON.plus(Duration.ofDays(1)), "carol@x.test");
        await(() -> isFinal(id));
        int connections = smtp.connections();
        server().close();
        delete(data.resolve("views"));
        server = WholeServer.start(data, clock, host());
        server().policy().start();
        settle();
        assertThat(fates(id)).containsExactly("unknown 250");
        assertThat(fates(later)).containsExactly("queued 250");
        assertThat(smtp.connections()).isEqualTo(connections);
    }

    @Test
    void a_slow_host_holds_up_no_other_account() {
        var go = new CountDownLatch(1);
        smtp.answers(command -> {
            if (command.equals("RCPT TO:<slow@x.test>")) {
                awaitLatch(go);
            }
            return "";
        });
        for (int i = 0; i < 20; i++) {
            submit(NOON, "slow@x.test");
        }
        await(() -> smtp.connections() == 4);
        sender = "bob@example.test";
        server().user(sender, PASSWORD);
        ObjectNode fast = JmapSession.JSON.createObjectNode().put("email", "fast@x.test");
        var id = submit(sender, NOON, List.of(fast));
        await(() -> isFinal(id));
        go.countDown();
        await(() -> smtp.messages().size() == 21);
    }

    private WholeServer server() {
        return Objects.requireNonNull(server);
    }

    private void refuseEverything(String reply) {
        smtp.answers(command -> {
            if (command.equals("greeting")) {
                attempts.add(Duration.between(NOON, clock.instant()));
            }
            return command.startsWith("RCPT") ? reply : "";
        });
    }

    private void turn(Duration by) {
        clock.turn(by);
        server().policy().wake();
    }

    /** A recipient with one parameter. */
    private static ObjectNode recipient(String email, String name, String value) {
        ObjectNode recipient = JmapSession.JSON.createObjectNode().put("email", email);
        recipient.putObject("parameters").put(name, value);
        return recipient;
    }

    private String submit(Instant sendAt, String... to) {
        var recipients = new ArrayList<ObjectNode>();
        for (String one : to) {
            recipients.add(JmapSession.JSON.createObjectNode().put("email", one));
        }
        return submit(ALICE, sendAt, recipients);
    }

    private String submit(Instant sendAt, List<ObjectNode> to) {
        return submit(ALICE, sendAt, to);
    }

    private String submit(String user, Instant sendAt, List<ObjectNode> to) {
        JmapSession session = session(user);
        String message = MESSAGE.replace(ALICE, user);
        ObjectNode create = JmapSession.JSON.createObjectNode();
        create.put("identityId", session.call("Identity/get", "{}").at("/list/0/id").asString());
        create.put(
                "emailId",
                session.importMessage(
                        message.getBytes(StandardCharsets.US_ASCII),
                        session.mailboxByRole("drafts")));
        ObjectNode envelope = create.putObject("envelope");
        ObjectNode from = envelope.putObject("mailFrom").put("email", user);
        if (sendAt.isAfter(clock.instant())) {
            from.putObject("parameters").put("HOLDUNTIL", sendAt.toString());
        }
        to.forEach(envelope.putArray("rcptTo")::add);
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putObject("create").set("k", create);
        JsonNode answer = session.call("EmailSubmission/set", arguments);
        assertThat(answer.at("/created/k/id").isString()).as(answer.toString()).isTrue();
        return answer.at("/created/k/id").asString();
    }

    private JsonNode cancel(String id) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        arguments.putObject("update").putObject(id).put("undoStatus", "canceled");
        return session(ALICE).call("EmailSubmission/set", arguments);
    }

    private JmapSession session(String user) {
        return JmapSession.open(server().url(), user, PASSWORD);
    }

    private void command(RelayCommand command) {
        var answer =
                server().bus()
                        .command(
                                command,
                                new Cause("system", "relay", "", "", "r"),
                                RelayCommand.Answer.class);
        assertThat(answer).isNotInstanceOf(RelayCommand.Overtaken.class);
    }

    private JsonNode get(String id) {
        return session(sender)
                .call("EmailSubmission/get", "{\"ids\":[\"" + id + "\"]}")
                .at("/list/0");
    }

    private String undoStatus(String id) {
        return get(id).get("undoStatus").asString();
    }

    private boolean isFinal(String id) {
        return undoStatus(id).equals("final");
    }

    private List<String> reports(String id) {
        var reports = new ArrayList<String>();
        get(id).get("dsnBlobIds").forEach(blob -> reports.add(blob.asString()));
        return reports;
    }

    private JsonNode status(String id, String recipient) {
        return get(id).get("deliveryStatus").get(recipient);
    }

    /** For each recipient what is known of its delivery, and the code of the last reply. */
    private List<String> fates(String id) {
        var fates = new ArrayList<String>();
        get(id).get("deliveryStatus")
                .forEach(status ->
                        fates.add(
                                status.get("delivered").asString()
                                        + " "
                                        + status.get("smtpReply").asString().substring(0, 3)));
        return fates;
    }

    private boolean replied(String id) {
        return get(id).get("deliveryStatus")
                .valueStream()
                .noneMatch(it -> it.get("smtpReply").asString().endsWith("is queued"));
    }

    private long inbox() {
        JmapSession session = session(ALICE);
        String inbox = session.mailboxByRole("inbox");
        return session.call("Mailbox/get", "{\"ids\":[\"" + inbox + "\"]}")
                .at("/list/0/totalEmails")
                .asLong();
    }

    private String report(String id) {
        JmapSession session = session(ALICE);
        String blob = reports(id).getLast();
        return new String(session.download(blob), StandardCharsets.UTF_8);
    }

    /** Leaves time in which something could happen that must not. */
    private static void settle() {
        awaitLatch(new CountDownLatch(1), 150);
    }

    private static void awaitLatch(CountDownLatch latch) {
        assertThat(awaitLatch(latch, 20_000)).isTrue();
    }

    private static boolean awaitLatch(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 1500; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            awaitLatch(new CountDownLatch(1), 20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void delete(Path folder) throws IOException {
        assertThat(folder).exists();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
