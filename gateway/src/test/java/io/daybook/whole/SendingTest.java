package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.WholeServer;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.ChangeSubmissions.MakeSubmission;
import io.daybook.submission.ChangeSubmissions.SubmissionsChanged;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Envelope.Parameter;
import io.daybook.submission.Fate;
import io.daybook.submission.GetSubmissions;
import io.daybook.submission.GetSubmissions.Submissions;
import io.daybook.submission.RelayCommand;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import io.daybook.submission.SubmissionView;
import io.daybook.submission.SubmissionView.UndoStatus;
import io.daybook.submission.relay.smtp.ScriptedSmtp;
import io.daybook.submission.relay.smtp.SmartHost;
import io.daybook.submission.relay.smtp.SmartHost.Patience;
import io.daybook.submission.relay.smtp.SmartHost.Security;
import java.io.IOException;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Submissions from the command to the smart host and back, in a whole server with a turned clock.
 */
class SendingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ALICE = "alice@example.test";
    private static final String PASSWORD = "correct horse";
    private static final String MESSAGE =
            "From: Alice <alice@example.test>\r\nTo: bob@x.test\r\nSubject: Lunch\r\n"
                    + "Message-ID: <lunch@example.test>\r\n\r\nToday?\r\n";

    private final StoppedClock clock = new StoppedClock(NOON);
    private final ScriptedSmtp smtp = new ScriptedSmtp();
    private final List<Duration> attempts = new CopyOnWriteArrayList<>();

    @TempDir private Path data;
    private @Nullable WholeServer server;
    private AccountId account = new AccountId("none");

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
        return new SmartHost(
                "127.0.0.1", smtp.port(), Security.OPPORTUNISTIC, null, null, null, patience);
    }

    @Test
    void what_is_submitted_is_delivered_once_and_known_as_relayed() {
        var id = submit(NOON, "bob@x.test", "carol@x.test");
        await(() -> view(id).undoStatus() == UndoStatus.FINAL);
        assertThat(fates(id)).containsExactly(Fate.RELAYED, Fate.RELAYED);
        assertThat(view(id).recipients().getFirst().reply()).isEqualTo("250 2.0.0 queued");
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
        assertThat(fates(id)).containsExactly(Fate.QUEUED);
        assertThat(view(id).undoStatus()).isEqualTo(UndoStatus.PENDING);
        assertThat(view(id).recipients().getFirst().reply()).isEqualTo("451 4.3.0 later");
        smtp.answers(_ -> "");
        turn(Duration.ofMinutes(25));
        await(() -> view(id).undoStatus() == UndoStatus.FINAL);
        assertThat(fates(id)).containsExactly(Fate.RELAYED);
        assertThat(smtp.messages()).hasSize(1);
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
        await(() -> view(id).undoStatus() == UndoStatus.FINAL && !view(id).reports().isEmpty());
        settle();
        assertThat(attempts).hasSize(2);
        assertThat(fates(id)).containsExactly(Fate.FAILED);
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
        await(() -> view(id).reports().size() == 1);
        assertThat(fates(id)).containsExactly(Fate.FAILED, Fate.QUEUED, Fate.RELAYED);
        assertThat(view(id).undoStatus()).isEqualTo(UndoStatus.FINAL);
        assertThat(report(id))
                .contains("Final-Recipient: rfc822; bob@x.test\r\n", "Status: 5.1.1\r\n")
                .doesNotContain("carol", "dave");
        smtp.answers(_ -> "");
        turn(Duration.ofMinutes(1));
        await(() -> fates(id).get(1) == Fate.RELAYED);
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
        await(() -> view(id).reports().size() == 1);
        assertThat(fates(id)).containsExactly(Fate.FAILED, Fate.RELAYED, Fate.RELAYED);
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
        await(() -> view(id).reports().size() == 1);
        assertThat(report(id)).contains("Action: delayed\r\n", "Will-Retry-Until: ");
        turn(Duration.ofHours(5));
        await(() -> attempts.size() == 3);
        settle();
        assertThat(inbox()).isOne();
        assertThat(fates(id)).containsExactly(Fate.QUEUED);
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
        assertThat(view(sent).undoStatus()).isEqualTo(UndoStatus.PENDING);
        assertThat(cancel(canceled).canceled()).containsExactly(canceled);
        restart();
        turn(Duration.ofDays(1));
        await(() -> view(sent).undoStatus() == UndoStatus.FINAL);
        settle();
        assertThat(smtp.connections()).isOne();
        assertThat(fates(canceled)).containsExactly(Fate.CANCELED);
        assertThat(cancel(sent).canceled()).isEmpty();
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
        assertThat(cancel(id).canceled()).isEmpty();
        go.countDown();
        await(() -> view(id).undoStatus() == UndoStatus.FINAL);
        assertThat(fates(id)).containsExactly(Fate.RELAYED);
    }

    @Test
    void an_attempt_cut_off_before_the_handover_is_made_again() {
        var id = leaveOpen(false);
        restart();
        await(() -> view(id).undoStatus() == UndoStatus.FINAL);
        assertThat(fates(id)).containsExactly(Fate.RELAYED, Fate.RELAYED);
        assertThat(smtp.messages()).hasSize(1);
    }

    @Test
    void who_may_have_the_message_is_unknown_and_never_gets_it_again() {
        var id = leaveOpen(true);
        restart();
        await(() -> fates(id).equals(List.of(Fate.UNKNOWN, Fate.RELAYED)));
        settle();
        assertThat(smtp.commands()).contains("RCPT TO:<carol@x.test>");
        assertThat(smtp.commands()).doesNotContain("RCPT TO:<bob@x.test>");
        assertThat(smtp.messages()).hasSize(1);
        assertThat(view(id).undoStatus()).isEqualTo(UndoStatus.FINAL);
    }

    /** What a server leaves behind that dies while it sends: to the first recipient, or to none. */
    private SubmissionId leaveOpen(boolean isHandingOver) {
        Instant later = NOON.plus(Duration.ofHours(1));
        var id = submit(later, "bob@x.test", "carol@x.test");
        server().policy().close();
        clock.turn(Duration.ofHours(1));
        command(new BeginAttempt(account, id, Ids.of(0, 1), later));
        if (isHandingOver) {
            command(new BeginHandover(account, id, 1, Ids.of(0), later));
        }
        return id;
    }

    @Test
    void posting_the_views_again_sends_nothing() throws IOException {
        var id = submit(NOON, "bob@x.test");
        var later = submit(NOON.plus(Duration.ofDays(1)), "carol@x.test");
        await(() -> view(id).undoStatus() == UndoStatus.FINAL);
        int connections = smtp.connections();
        server().close();
        delete(data.resolve("views"));
        server = WholeServer.start(data, clock, host());
        server().policy().start();
        settle();
        assertThat(fates(id)).containsExactly(Fate.RELAYED);
        assertThat(fates(later)).containsExactly(Fate.QUEUED);
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
        AccountId alices = account;
        account = server().user("bob@example.test", PASSWORD);
        var id = submit("bob@example.test", NOON, List.of(Address.of("fast@x.test")));
        await(() -> view(id).undoStatus() == UndoStatus.FINAL);
        go.countDown();
        account = alices;
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

    private static Address recipient(String email, String name, String value) {
        return new Address(email, List.of(new Parameter(name, value)));
    }

    private SubmissionId submit(Instant sendAt, String... to) {
        var recipients = new ArrayList<Address>();
        for (String one : to) {
            recipients.add(Address.of(one));
        }
        return submit(sendAt, recipients);
    }

    private SubmissionId submit(Instant sendAt, List<Address> to) {
        return submit(ALICE, sendAt, to);
    }

    private SubmissionId submit(String user, Instant sendAt, List<Address> to) {
        byte[] octets = MESSAGE.getBytes(StandardCharsets.US_ASCII);
        JmapSession session = JmapSession.open(server().url(), user, PASSWORD);
        String email = session.importMessage(octets, session.mailboxByRole("drafts"));
        var make =
                new MakeSubmission(
                        "k",
                        new IdentityId(1),
                        Objects.requireNonNull(EmailId.parse(email)),
                        server().blobs().store(account, octets),
                        octets.length,
                        new Envelope(Address.of(user), to),
                        sendAt);
        var done =
                change(
                        new ChangeSubmissions(
                                account,
                                null,
                                List.of(make),
                                List.of(),
                                List.of(),
                                clock.instant()));
        assertThat(done.notMade()).isEmpty();
        return Objects.requireNonNull(done.made().get("k")).submission();
    }

    private SubmissionsChanged cancel(SubmissionId id) {
        return change(
                new ChangeSubmissions(
                        account, null, List.of(), List.of(id), List.of(), clock.instant()));
    }

    private SubmissionsChanged change(ChangeSubmissions command) {
        var cause = new Cause("alice", "jmap", "", "r");
        return (SubmissionsChanged)
                server().bus().command(command, cause, ChangeSubmissions.Answer.class);
    }

    private void command(RelayCommand command) {
        var answer =
                server().bus()
                        .command(
                                command,
                                new Cause("system", "relay", "", "r"),
                                RelayCommand.Answer.class);
        assertThat(answer).isNotInstanceOf(RelayCommand.Overtaken.class);
    }

    private SubmissionView view(SubmissionId id) {
        return server().bus()
                .query(new GetSubmissions(account, List.of(id), 10), Submissions.class)
                .submissions()
                .getFirst();
    }

    private List<Fate> fates(SubmissionId id) {
        return view(id).recipients().stream().map(SubmissionView.Recipient::fate).toList();
    }

    private boolean replied(SubmissionId id) {
        return view(id).recipients().stream().noneMatch(it -> it.reply().isEmpty());
    }

    private long inbox() {
        JmapSession session = JmapSession.open(server().url(), ALICE, PASSWORD);
        String inbox = session.mailboxByRole("inbox");
        return session.call("Mailbox/get", "{\"ids\":[\"" + inbox + "\"]}")
                .at("/list/0/totalEmails")
                .asLong();
    }

    private String report(SubmissionId id) {
        JmapSession session = JmapSession.open(server().url(), ALICE, PASSWORD);
        String blob = view(id).reports().getLast().value();
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
