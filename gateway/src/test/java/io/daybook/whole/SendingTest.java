package io.daybook.whole;

import static io.daybook.whole.SendingServer.MESSAGE;
import static io.daybook.whole.SendingServer.NOON;
import static io.daybook.whole.SendingServer.PASSWORD;
import static io.daybook.whole.SendingServer.await;
import static io.daybook.whole.SendingServer.awaitLatch;
import static io.daybook.whole.SendingServer.settle;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Submissions from JMAP to the smart host, in a whole server with a turned clock. */
class SendingTest {
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
    void what_is_submitted_is_delivered_once_and_known_as_relayed() {
        var id = alice.submit(NOON, "bob@x.test", "carol@x.test");
        await(() -> alice.isFinal(id));
        assertThat(alice.fates(id)).containsExactly("unknown 250", "unknown 250");
        assertThat(alice.status(id, "bob@x.test").get("smtpReply").asString())
                .isEqualTo("250 2.0.0 queued");
        assertThat(sending.smtp.messages()).containsExactly(MESSAGE + ".\r\n");
        assertThat(alice.inbox()).isZero();
    }

    @Test
    void temporary_failures_are_tried_again_after_1_4_9_and_16_minutes() {
        sending.refuseEverything("451 4.3.0 later");
        var id = alice.submit(NOON, "bob@x.test");
        await(() -> sending.attempts.size() == 1 && alice.replied(id));
        for (int minutes : new int[] {1, 4, 9, 16}) {
            int before = sending.attempts.size();
            sending.turn(Duration.ofMinutes(minutes).minusSeconds(1));
            settle();
            assertThat(sending.attempts).hasSize(before);
            sending.turn(Duration.ofSeconds(1));
            await(() -> sending.attempts.size() == before + 1);
            settle();
        }
        assertThat(sending.attempts.stream().map(Duration::toMinutes))
                .containsExactly(0L, 1L, 5L, 14L, 30L);
        assertThat(alice.fates(id)).containsExactly("queued 451");
        assertThat(alice.undoStatus(id)).isEqualTo("pending");
        assertThat(alice.status(id, "bob@x.test").get("smtpReply").asString())
                .isEqualTo("451 4.3.0 later");
        sending.smtp.answers(_ -> "");
        sending.turn(Duration.ofMinutes(25));
        await(() -> alice.isFinal(id));
        assertThat(alice.fates(id)).containsExactly("unknown 250");
        assertThat(sending.smtp.messages()).hasSize(1);
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
            sending.restartFor(foreign.getPortAllocated());
            var id = alice.submit(NOON, "bob@x.test", "carol@x.test");
            var lost = alice.submit(NOON, "nobody@x.test");
            await(() -> alice.replied(id) && alice.replied(lost));
            for (int minutes : new int[] {1, 4, 9}) {
                int before = sending.attempts.size();
                sending.turn(Duration.ofMinutes(minutes));
                await(() -> sending.attempts.size() == before + 3);
                settle();
            }
            assertThat(sending.attempts.stream().map(Duration::toMinutes).distinct())
                    .containsExactly(0L, 1L, 5L, 14L);
            assertThat(alice.fates(id)).containsExactly("queued 451", "queued 451");
            assertThat(received).isEmpty();
            refuses.set(false);
            sending.turn(Duration.ofMinutes(16));
            await(() -> alice.isFinal(id));
            assertThat(alice.fates(id)).containsExactly("unknown 250", "unknown 250");
            assertThat(received).containsExactly(MESSAGE);
            sending.turn(Duration.ofDays(3));
            await(() -> alice.isFinal(lost) && alice.reports(lost).size() == 1);
            assertThat(alice.fates(lost)).containsExactly("no 451");
            assertThat(alice.report(lost)).contains("Action: failed\r\n", "Status: 4.4.7\r\n");
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
            sending.attempts.add(Duration.between(NOON, sending.clock.instant()));
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
    void posting_the_views_again_sends_nothing() throws IOException {
        var id = alice.submit(NOON, "bob@x.test");
        var later = alice.submit(NOON.plus(Duration.ofDays(1)), "carol@x.test");
        await(() -> alice.isFinal(id));
        int connections = sending.smtp.connections();
        sending.restartWithoutViews();
        settle();
        assertThat(alice.fates(id)).containsExactly("unknown 250");
        assertThat(alice.fates(later)).containsExactly("queued 250");
        assertThat(sending.smtp.connections()).isEqualTo(connections);
    }

    @Test
    void a_slow_host_holds_up_no_other_account() {
        var go = new CountDownLatch(1);
        sending.smtp.answers(command -> {
            if (command.equals("RCPT TO:<slow@x.test>")) {
                awaitLatch(go);
            }
            return "";
        });
        for (int i = 0; i < 20; i++) {
            alice.submit(NOON, "slow@x.test");
        }
        await(() -> sending.smtp.connections() == 4);
        sending.server().user("bob@example.test", PASSWORD);
        var bob = new Submitted(sending, "bob@example.test");
        var id = bob.submit(NOON, "fast@x.test");
        await(() -> bob.isFinal(id));
        go.countDown();
        await(() -> sending.smtp.messages().size() == 21);
    }
}
