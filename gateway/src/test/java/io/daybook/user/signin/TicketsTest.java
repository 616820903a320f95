package io.daybook.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.DataType;
import io.daybook.core.GetStates;
import io.daybook.core.State;
import io.daybook.core.jmap.transcript.SocketClient;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class TicketsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final FakeSides sides = new FakeSides();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(sides);
        sides.answer(
                GetStates.class,
                GetStates.States.class,
                _ -> new GetStates.States(Map.of(DataType.EMAIL, new State("ep", 7))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String ticket() throws Exception {
        var response =
                HTTP.send(
                        server.request("/account/tickets").POST(BodyPublishers.noBody()).build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(201);
        return new JsonMapper().readTree(response.body()).get("ticket").stringValue();
    }

    private int status(String path) throws Exception {
        var request = HttpRequest.newBuilder(server.uri(path)).build();
        var response = HTTP.send(request, BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    @Test
    void a_ticket_opens_an_event_source_once() throws Exception {
        String path = "/jmap/eventsource?types=*&closeafter=no&ping=0&ticket=" + ticket();
        assertThat(status(path)).isEqualTo(200);
        assertThat(status(path)).isEqualTo(401);
    }

    @Test
    void a_ticket_opens_a_websocket_once() throws Exception {
        var uri = server.socket("/jmap/ws?ticket=" + ticket());
        assertThat(SocketClient.refusal(uri, "jmap")).isEqualTo(101);
        assertThat(SocketClient.refusal(uri, "jmap")).isEqualTo(401);
    }

    @Test
    void a_ticket_opens_nothing_else() throws Exception {
        assertThat(status("/jmap/session?ticket=" + ticket())).isEqualTo(401);
    }

    @Test
    void a_ticket_ends_after_half_a_minute() throws Exception {
        String ticket = ticket();
        server.clock().turn(Duration.ofSeconds(30));
        assertThat(status("/jmap/eventsource?ticket=" + ticket)).isEqualTo(401);
    }

    @Test
    void a_ticket_that_was_never_issued_opens_nothing() throws Exception {
        assertThat(status("/jmap/eventsource?ticket=")).isEqualTo(401);
        assertThat(status("/jmap/eventsource?ticket=" + "A".repeat(43))).isEqualTo(401);
    }

    @Test
    void nobody_hoards_tickets() throws Exception {
        for (int i = 0; i < 200; i++) {
            ticket();
        }
        var request = server.request("/account/tickets").POST(BodyPublishers.noBody()).build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(429);
        server.clock().turn(Duration.ofSeconds(31));
        ticket();
    }
}
