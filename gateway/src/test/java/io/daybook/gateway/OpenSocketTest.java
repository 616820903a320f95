package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.DataType;
import io.daybook.core.GetStates;
import io.daybook.core.State;
import io.daybook.core.jmap.transcript.SocketClient;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients do to a WebSocket that decent ones never would. */
@Timeout(120)
class OpenSocketTest {
    private static final String ENABLE = "{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":null}";
    private static final String ECHO =
            "{\"@type\":\"Request\",\"id\":\"R\",\"using\":[\"urn:ietf:params:jmap:core\"],"
                    + "\"methodCalls\":[[\"Core/echo\",{},\"0\"]]}";

    private final Map<DataType, State> states = new ConcurrentHashMap<>();
    private final FakeSides sides = new FakeSides();
    private TestServer server;

    @BeforeEach
    void start() {
        states.put(DataType.EMAIL, new State("ep", 1));
        server = TestServer.start(sides);
        sides.answer(GetStates.class, GetStates.States.class, _ -> new GetStates.States(states));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void change(long seq) {
        states.put(DataType.EMAIL, new State("ep", seq));
        sides.move(TestServer.ACCOUNT.stream());
    }

    private SocketClient client() {
        return new SocketClient(
                server.socket("/jmap/ws"), "jmap", "Authorization", TestServer.AUTHORIZATION);
    }

    @Test
    void a_ping_is_answered_with_its_own_octets() throws IOException {
        try (var raw = new RawSocket(server.port())) {
            raw.send(RawSocket.PING, new byte[] {1, 2, 3});
            var pong = raw.next();
            assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
            assertThat(pong.payload()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void a_ping_between_the_fragments_of_a_message_is_answered_before_it() throws IOException {
        byte[] text = ECHO.getBytes(StandardCharsets.UTF_8);
        try (var raw = new RawSocket(server.port())) {
            raw.write(RawSocket.frame(RawSocket.TEXT, Arrays.copyOf(text, 10)));
            raw.send(RawSocket.PING, new byte[] {7});
            assertThat(raw.next().opcode()).isEqualTo(RawSocket.PONG);
            raw.send(0, Arrays.copyOfRange(text, 10, text.length));
            assertThat(new String(raw.next().payload(), StandardCharsets.UTF_8))
                    .contains("\"requestId\":\"R\"");
        }
    }

    @Test
    void a_goodbye_is_answered_by_the_same_code() throws IOException {
        try (var raw = new RawSocket(server.port())) {
            raw.send(RawSocket.CLOSE, new byte[] {3, (byte) 0xE8});
            assertThat(raw.next().code()).isEqualTo(1000);
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void text_that_is_no_utf_8_closes_the_connection_as_such() throws IOException {
        try (var raw = new RawSocket(server.port())) {
            raw.send(RawSocket.TEXT, new byte[] {'{', (byte) 0xFF, '}'});
            assertThat(raw.next().code()).isEqualTo(1007);
        }
    }

    @Test
    void a_frame_that_announces_too_much_closes_the_connection_as_too_big() throws IOException {
        try (var raw = new RawSocket(server.port())) {
            byte[] head = RawSocket.frame(0x81, new byte[1 << 16]);
            head[5] = 127;
            raw.write(Arrays.copyOf(head, 14));
            assertThat(raw.next().code()).isEqualTo(1009);
        }
    }

    @Test
    void a_frame_without_mask_breaks_the_protocol() throws IOException {
        try (var raw = new RawSocket(server.port())) {
            raw.write(new byte[] {(byte) 0x81, 2, '{', '}'});
            assertThat(raw.next().code()).isEqualTo(1002);
        }
    }

    @Test
    void who_reads_nothing_holds_up_nobody() throws Exception {
        try (var deaf = new RawSocket(server.port());
                var other = client()) {
            deaf.send(ENABLE);
            other.send(ENABLE);
            other.send(ECHO).next();
            for (int seq = 2; seq <= 20_000; seq++) {
                change(seq);
            }
            String heard = "";
            while (!heard.equals("ep-20000")) {
                heard = other.next().at("/changed/alice1/Email").stringValue();
            }
        }
    }

    @Test
    void many_connections_hold_no_thread_each_and_all_hear_of_a_change() {
        int before = Thread.activeCount();
        var clients = new ArrayList<SocketClient>();
        for (int i = 0; i < 200; i++) {
            clients.add(client());
        }
        clients.forEach(client -> {
            client.send(ENABLE);
            client.send(ECHO).next();
        });
        assertThat(Thread.activeCount()).isLessThan(before + 30);
        change(2);
        for (var client : clients) {
            assertThat(client.next().at("/changed/alice1/Email").stringValue()).isEqualTo("ep-2");
            client.close();
        }
    }

    @Test
    void random_octets_end_their_own_connection_at_most() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            byte[] octets = new byte[random.nextInt(200) + 1];
            random.nextBytes(octets);
            if (random.nextBoolean()) {
                octets = RawSocket.frame(random.nextInt(256), octets);
            }
            try (var raw = new RawSocket(server.port())) {
                raw.write(octets);
            } catch (SocketException e) {
                assertThat(e).as("seed %s", seed).hasMessageContaining("reset");
            }
        }
        try (var client = client()) {
            assertThat(client.send(ECHO).next().get("requestId").stringValue()).isEqualTo("R");
        }
    }
}
