package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.http.Answer;
import io.daybook.core.http.Doors;
import io.daybook.core.http.Problem;
import io.daybook.core.http.ProblemException;
import io.daybook.core.http.Route;
import io.daybook.core.http.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers whose length nobody knows are pulled as the client takes them. */
class PiecesTest {
    private static final int PIECE = 64 << 10;
    private static final int MANY = 4000;
    private final Sockets sockets = new Sockets(Thread.ofVirtual()::start);
    private final AtomicInteger pulled = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Listener listener = listener(this::source);

    private Answer.Pull source() {
        return new Answer.Pull() {
            @Override
            public byte[] next() {
                return pulled.incrementAndGet() > MANY ? null : new byte[PIECE];
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }

    private Listener listener(Supplier<Answer.Pull> source) {
        var route = Route.open("/pieces", "GET", _ -> Answer.pieces("text/plain", source.get()));
        var nobody = new ProblemException(Problem.of(401, "Unauthorized", "nobody"));
        var seam =
                new HttpSeam(
                        new Routes(List.of(route)),
                        new Doors(
                                _ -> {
                                    throw nobody;
                                },
                                _ -> {
                                    throw nobody;
                                },
                                _ -> {
                                    throw nobody;
                                }),
                        new Gate(Set.of()),
                        new Origins(null, "http", "127.0.0.1", _ -> false),
                        new RequestIds(new SecureRandom(), Clock.systemUTC()),
                        sockets,
                        Thread.ofVirtual()::start,
                        Duration.ofSeconds(3));
        return new Listener(List.of(InetAddress.ofLiteral("127.0.0.1")), 0, null, seam);
    }

    @AfterEach
    void stop() {
        sockets.close();
        listener.close();
    }

    @Test
    void a_client_that_does_not_read_lets_only_a_little_be_made_and_its_end_is_told()
            throws Exception {
        try (var client = new RawHttp(listener.port())) {
            client.send("GET /pieces HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
            int before = -1;
            while (pulled.get() != before) {
                before = pulled.get();
                Thread.sleep(300);
            }
            // What waits for it lies in the buffers of the two sockets and of the writer.
            assertThat(pulled.get()).isBetween(1, MANY / 4);
        }
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_client_that_reads_gets_all_of_it() throws IOException, InterruptedException {
        try (var client = new RawHttp(listener.port())) {
            client.send("GET /pieces HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            assertThat(client.readAll()).hasSizeGreaterThan(MANY * PIECE);
        }
        assertThat(pulled.get()).isEqualTo(MANY + 1);
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
