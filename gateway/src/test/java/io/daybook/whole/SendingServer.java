package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.gateway.StoppedClock;
import io.daybook.gateway.WholeServer;
import io.daybook.submission.relay.smtp.ScriptedSmtp;
import io.daybook.submission.relay.smtp.SmartHost;
import io.daybook.submission.relay.smtp.SmartHost.Patience;
import io.daybook.submission.relay.smtp.SmartHost.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A whole server with a turned clock and a smart host that does what it is told. */
final class SendingServer implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final String ALICE = "alice@example.test";
    static final String PASSWORD = "correct horse";

    static final String MESSAGE =
            "From: Alice <alice@example.test>\r\nTo: bob@x.test\r\nSubject: Lunch\r\nDate: Sun,"
                    + " 22 Nov 2026 12:00:00 +0000\r\n"
                    + "Message-ID: <lunch@example.test>\r\n\r\nToday?\r\n";

    final StoppedClock clock = new StoppedClock(NOON);
    final ScriptedSmtp smtp = new ScriptedSmtp();

    /** When the smart host was asked, since noon. */
    final List<Duration> attempts = new CopyOnWriteArrayList<>();

    final AccountId account;
    private final Path data;
    private WholeServer server;
    private int port = smtp.port();

    SendingServer(Path data) {
        this.data = data;
        server = WholeServer.start(data, clock, host());
        account = server.user(ALICE, PASSWORD);
        server.policy().start();
    }

    WholeServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        smtp.close();
    }

    void restart() {
        server.close();
        startAgain();
        server.policy().start();
    }

    /** Where an earlier one was closed; nothing is sent before the policy starts. */
    void startAgain() {
        server = WholeServer.start(data, clock, host());
    }

    /** Sends to another smart host from now on. */
    void restartFor(int smartHost) {
        port = smartHost;
        restart();
    }

    /** As if nothing had ever been posted. */
    void restartWithoutViews() throws IOException {
        server.close();
        delete(data.resolve("views"));
        startAgain();
        server.policy().start();
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

    void refuseEverything(String reply) {
        smtp.answers(command -> {
            if (command.equals("greeting")) {
                attempts.add(Duration.between(NOON, clock.instant()));
            }
            return command.startsWith("RCPT") ? reply : "";
        });
    }

    void turn(Duration by) {
        clock.turn(by);
        server.policy().wake();
    }

    /** Leaves time in which something could happen that must not. */
    static void settle() {
        awaitLatch(new CountDownLatch(1), 150);
    }

    static void awaitLatch(CountDownLatch latch) {
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

    static void await(BooleanSupplier condition) {
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
