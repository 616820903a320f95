package io.daybook.whole;

import static io.daybook.whole.SendingServer.NOON;
import static io.daybook.whole.SendingServer.await;
import static io.daybook.whole.SendingServer.awaitLatch;
import static io.daybook.whole.SendingServer.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Cause;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.submission.RelayCommand;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that is scheduled, canceled or cut off in the middle. */
class SendingInterruptedTest {
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
    void what_is_scheduled_waits_for_its_time_over_restarts_and_may_be_canceled() {
        Instant later = NOON.plus(Duration.ofDays(400));
        var sent = alice.submit(later, "bob@x.test");
        var canceled = alice.submit(later, "carol@x.test");
        sending.restart();
        sending.turn(Duration.ofDays(399));
        settle();
        assertThat(sending.smtp.connections()).isZero();
        assertThat(alice.undoStatus(sent)).isEqualTo("pending");
        assertThat(alice.cancel(canceled).at("/updated").has(canceled)).isTrue();
        sending.restart();
        sending.turn(Duration.ofDays(1));
        await(() -> alice.isFinal(sent));
        settle();
        assertThat(sending.smtp.connections()).isOne();
        assertThat(alice.fates(canceled)).containsExactly("no 554");
        assertThat(alice.cancel(sent).at("/notUpdated/" + sent + "/type").asString())
                .isEqualTo("cannotUnsend");
    }

    @Test
    void nobody_cancels_what_is_being_sent() {
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        sending.smtp.answers(command -> {
            if (command.startsWith("RCPT")) {
                asked.countDown();
                awaitLatch(go);
            }
            return "";
        });
        var id = alice.submit(NOON, "bob@x.test");
        awaitLatch(asked);
        assertThat(alice.cancel(id).at("/notUpdated/" + id + "/type").asString())
                .isEqualTo("cannotUnsend");
        go.countDown();
        await(() -> alice.isFinal(id));
        assertThat(alice.fates(id)).containsExactly("unknown 250");
    }

    @Test
    void what_is_under_way_when_the_server_stops_may_end() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        sending.smtp.answers(command -> {
            if (command.startsWith("RCPT")) {
                asked.countDown();
                awaitLatch(go);
            }
            return "";
        });
        var id = alice.submit(NOON, "bob@x.test");
        awaitLatch(asked);
        var stopping = Thread.ofPlatform().start(() -> sending.server().close());
        settle();
        go.countDown();
        stopping.join();
        assertThat(sending.smtp.deliveries()).hasSize(1);
        sending.startAgain();
        assertThat(alice.fates(id)).containsExactly("unknown 250");
        assertThat(alice.isFinal(id)).isTrue();
    }

    @Test
    void an_attempt_cut_off_before_the_handover_is_made_again() {
        var id = leaveOpen(false);
        sending.restart();
        await(() -> alice.isFinal(id));
        assertThat(alice.fates(id)).containsExactly("unknown 250", "unknown 250");
        assertThat(sending.smtp.messages()).hasSize(1);
    }

    @Test
    void who_may_have_the_message_is_unknown_and_never_gets_it_again() {
        var id = leaveOpen(true);
        sending.restart();
        await(() -> alice.fates(id).equals(List.of("unknown 451", "unknown 250")));
        settle();
        assertThat(sending.smtp.commands()).contains("RCPT TO:<carol@x.test>");
        assertThat(sending.smtp.commands()).doesNotContain("RCPT TO:<bob@x.test>");
        assertThat(sending.smtp.messages()).hasSize(1);
        assertThat(alice.isFinal(id)).isTrue();
    }

    /** What a server leaves behind that dies while it sends: to the first recipient, or to none. */
    private String leaveOpen(boolean isHandingOver) {
        Instant later = NOON.plus(Duration.ofHours(1));
        var id = alice.submit(later, "bob@x.test", "carol@x.test");
        sending.server().policy().close();
        sending.clock.turn(Duration.ofHours(1));
        var submission = Objects.requireNonNull(SubmissionId.parse(id));
        command(new BeginAttempt(sending.account, submission, Ids.of(0, 1), later));
        if (isHandingOver) {
            command(new BeginHandover(sending.account, submission, 1, Ids.of(0), later));
        }
        return id;
    }

    private void command(RelayCommand command) {
        var answer =
                sending.server()
                        .bus()
                        .command(
                                command,
                                new Cause("system", "relay", "", "", "r"),
                                RelayCommand.Answer.class);
        assertThat(answer).isNotInstanceOf(RelayCommand.Overtaken.class);
    }
}
