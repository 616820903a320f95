package io.daybook.whole;

import static io.daybook.whole.SendingServer.NOON;
import static io.daybook.whole.SendingServer.await;
import static io.daybook.whole.SendingServer.settle;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders are told of their mail. */
class SendingReportsTest {
    private SendingServer sending;
    private Submitted alice;

    @BeforeEach
    void start(@TempDir Path data) {
        sending = new SendingServer(data);
        alice = new Submitted(sending, SendingServer.ALICE);
    }

    @AfterEach
    void stop() {
        sending.close();
    }

    @Test
    void what_nobody_took_for_three_days_is_reported_to_the_sender() {
        sending.refuseEverything("451 4.3.0 later");
        var id = alice.submit(NOON, "bob@x.test");
        await(() -> alice.replied(id));
        sending.turn(Duration.ofDays(3).minusSeconds(1));
        await(() -> sending.attempts.size() == 2);
        settle();
        assertThat(alice.inbox()).isZero();
        sending.turn(Duration.ofSeconds(1));
        await(() -> alice.isFinal(id) && !alice.reports(id).isEmpty());
        settle();
        assertThat(sending.attempts).hasSize(2);
        assertThat(alice.fates(id)).containsExactly("no 451");
        assertThat(alice.inbox()).isOne();
        assertThat(alice.report(id))
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
        sending.smtp.answers(command ->
                switch (command) {
                    case "RCPT TO:<bob@x.test>" -> "550 5.1.1 nobody";
                    case "RCPT TO:<carol@x.test>" -> "451 4.2.0 busy";
                    default -> "";
                });
        var id = alice.submit(NOON, "bob@x.test", "carol@x.test", "dave@x.test");
        await(() -> alice.reports(id).size() == 1);
        assertThat(alice.fates(id)).containsExactly("no 550", "queued 451", "unknown 250");
        assertThat(alice.isFinal(id)).isTrue();
        assertThat(alice.report(id))
                .contains("Final-Recipient: rfc822; bob@x.test\r\n", "Status: 5.1.1\r\n")
                .doesNotContain("carol", "dave");
        sending.smtp.answers(_ -> "");
        sending.turn(Duration.ofMinutes(1));
        await(() -> alice.fates(id).get(1).equals("unknown 250"));
        assertThat(
                        sending.smtp.commands().stream()
                                .filter(it -> it.equals("RCPT TO:<dave@x.test>")))
                .hasSize(1);
        assertThat(sending.smtp.messages()).hasSize(2);
        assertThat(alice.inbox()).isOne();
    }

    @Test
    void the_sender_is_told_what_he_wants_to_be_told() {
        sending.smtp
                .offers("8BITMIME")
                .answers(command -> command.contains("bob") ? "550 5.1.1 nobody" : "");
        var id =
                alice.submit(
                        NOON,
                        List.of(
                                Submitted.recipient("bob@x.test", "NOTIFY", "NEVER"),
                                Submitted.recipient("carol@x.test", "NOTIFY", "SUCCESS"),
                                Submitted.recipient("dave@x.test", "NOTIFY", "FAILURE")));
        await(() -> alice.reports(id).size() == 1);
        assertThat(alice.fates(id)).containsExactly("no 550", "unknown 250", "unknown 250");
        assertThat(alice.report(id))
                .contains(
                        "Final-Recipient: rfc822; carol@x.test\r\n",
                        "Action: relayed\r\n",
                        "Status: 2.0.0\r\n")
                .doesNotContain("Final-Recipient: rfc822; bob", "Final-Recipient: rfc822; dave");
        settle();
        assertThat(alice.inbox()).isOne();
    }

    @Test
    void a_delay_is_told_once_to_who_wants_to_know() {
        sending.refuseEverything("451 4.3.0 later");
        var id = alice.submit(NOON, List.of(Submitted.recipient("bob@x.test", "NOTIFY", "DELAY")));
        await(() -> alice.replied(id));
        sending.turn(Duration.ofHours(5));
        await(() -> alice.reports(id).size() == 1);
        assertThat(alice.report(id)).contains("Action: delayed\r\n", "Will-Retry-Until: ");
        sending.turn(Duration.ofHours(5));
        await(() -> sending.attempts.size() == 3);
        settle();
        assertThat(alice.inbox()).isOne();
        assertThat(alice.fates(id)).containsExactly("queued 451");
    }
}
