package io.daybook.push.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.GetStates;
import io.daybook.core.State;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import io.daybook.user.GetUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EventSourceTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final VisibleAccount TEAM =
            new VisibleAccount(
                    new AccountId("team1"), new UserId("team@example.test"), false, false);

    private final Map<DataType, State> states = new ConcurrentHashMap<>();
    private final FakeSides sides = new FakeSides();
    private TestServer server;

    @BeforeEach
    void start() {
        states.put(DataType.EMAIL, new State("ep", 7));
        states.put(DataType.MAILBOX, new State("ep", 5));
        server = TestServer.start(sides);
        sides.answer(GetStates.class, GetStates.States.class, _ -> new GetStates.States(states));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void change(DataType type, long seq) {
        states.put(type, new State("ep", seq));
        sides.move(TestServer.ACCOUNT.stream());
    }

    /** An open connection; its first event, which sets the id, is read already. */
    private final class Events implements AutoCloseable {
        private final BufferedReader reader;
        private final String first;

        Events(String query, String... headers) throws Exception {
            var request = server.request("/jmap/eventsource?" + query);
            if (headers.length > 0) {
                request.headers(headers);
            }
            var response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            reader = new BufferedReader(new InputStreamReader(response.body()));
            first = next();
        }

        /** The lines of the next event; null at the end. */
        String next() throws IOException {
            var event = new StringBuilder();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    return event.toString();
                }
                event.append(line).append('\n');
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private static String state(String id, String types) {
        return "event: state\nid: "
                + id
                + "\ndata: {\"@type\":\"StateChange\",\"changed\":{\"alice1\":{"
                + types
                + "}}}\n";
    }

    @Test
    void a_change_is_pushed_with_the_states_of_what_changed() throws Exception {
        try (var events = new Events("types=*&closeafter=no&ping=0")) {
            assertThat(events.first).isEqualTo("id: alice1:ep-7\n");
            change(DataType.EMAIL, 9);
            assertThat(events.next()).isEqualTo(state("alice1:ep-9", "\"Email\":\"ep-9\""));
            change(DataType.MAILBOX, 11);
            assertThat(events.next()).isEqualTo(state("alice1:ep-11", "\"Mailbox\":\"ep-11\""));
        }
    }

    @Test
    void only_the_types_asked_for_are_pushed() throws Exception {
        try (var events = new Events("types=Mailbox,Thread,Mailbox&closeafter=no&ping=0")) {
            change(DataType.EMAIL, 9);
            change(DataType.MAILBOX, 10);
            assertThat(events.next()).isEqualTo(state("alice1:ep-10", "\"Mailbox\":\"ep-10\""));
        }
    }

    @Test
    void closeafter_state_ends_the_response_after_one_event() throws Exception {
        try (var events = new Events("types=*&closeafter=state&ping=0")) {
            change(DataType.EMAIL, 9);
            assertThat(events.next()).startsWith("event: state");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void who_comes_back_gets_what_was_missed_at_once() throws Exception {
        try (var events =
                new Events("types=*&closeafter=no&ping=0", "Last-Event-ID", "alice1:ep-6")) {
            assertThat(events.next()).isEqualTo(state("alice1:ep-7", "\"Email\":\"ep-7\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice1:other-7", "nonsense", "bob1:ep-7", ":"})
    void who_comes_back_with_an_unknown_id_gets_everything(String id) throws Exception {
        try (var events = new Events("types=*&closeafter=no&ping=0", "Last-Event-ID", id)) {
            assertThat(events.next())
                    .isEqualTo(state("alice1:ep-7", "\"Email\":\"ep-7\",\"Mailbox\":\"ep-5\""));
        }
    }

    @Test
    void who_missed_nothing_gets_nothing_until_something_changes() throws Exception {
        try (var events =
                new Events("types=*&closeafter=no&ping=0", "Last-Event-ID", "alice1:ep-7")) {
            change(DataType.EMAIL, 8);
            assertThat(events.next()).isEqualTo(state("alice1:ep-8", "\"Email\":\"ep-8\""));
        }
    }

    @Test
    void a_ping_tells_the_interval_that_is_kept() throws Exception {
        try (var events = new Events("types=*&closeafter=no&ping=1")) {
            assertThat(events.next()).isEqualTo("event: ping\ndata: {\"interval\":5}\n");
        }
    }

    @Test
    void connections_end_when_the_secrets_of_the_user_change() throws Exception {
        try (var events = new Events("types=*&closeafter=no&ping=0")) {
            sides.answer(
                    GetUser.class,
                    GetUser.Answer.class,
                    query ->
                            new GetUser.UserView(
                                    query.user(),
                                    TestServer.ACCOUNT,
                                    List.of(),
                                    "other",
                                    List.of(),
                                    1));
            sides.move(TestServer.ALICE.stream());
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void connections_stay_when_something_else_of_the_user_changes() throws Exception {
        try (var events = new Events("types=*&closeafter=no&ping=0")) {
            sides.move(TestServer.ALICE.stream());
            change(DataType.EMAIL, 9);
            assertThat(events.next()).isEqualTo(state("alice1:ep-9", "\"Email\":\"ep-9\""));
        }
    }

    @Test
    void every_account_that_is_open_to_the_user_is_told_of_as_long_as_it_is() throws Exception {
        var teams = new ConcurrentHashMap<>(states);
        sides.answer(
                GetStates.class,
                GetStates.States.class,
                query -> new GetStates.States(query.account().equals(TEAM.id()) ? teams : states));
        sides.answer(GetUser.class, GetUser.Answer.class, _ -> TestServer.with(TEAM));
        try (var events = new Events("types=*&closeafter=no&ping=0")) {
            assertThat(events.first).isEqualTo("id: alice1:ep-7,team1:ep-7\n");
            teams.put(DataType.EMAIL, new State("ep", 9));
            sides.move(TEAM.id().stream());
            assertThat(events.next())
                    .isEqualTo(
                            "event: state\nid: alice1:ep-7,team1:ep-9\ndata:"
                                    + " {\"@type\":\"StateChange\",\"changed\":"
                                    + "{\"team1\":{\"Email\":\"ep-9\"}}}\n");
        }
    }

    @Test
    void an_account_that_is_opened_meanwhile_is_told_of_too() throws Exception {
        try (var events = new Events("types=Email&closeafter=no&ping=0")) {
            assertThat(events.first).isEqualTo("id: alice1:ep-7\n");
            sides.answer(GetUser.class, GetUser.Answer.class, _ -> TestServer.with(TEAM));
            sides.move(TestServer.ALICE.stream());
            assertThat(events.next())
                    .contains("id: alice1:ep-7,team1:ep-7\n", "{\"team1\":{\"Email\":\"ep-7\"}}");
        }
    }

    @Test
    void an_account_that_is_closed_meanwhile_is_told_of_no_longer() throws Exception {
        sides.answer(GetUser.class, GetUser.Answer.class, _ -> TestServer.with(TEAM));
        sides.move(TestServer.ALICE.stream());
        try (var events = new Events("types=Email&closeafter=no&ping=0")) {
            assertThat(events.first).isEqualTo("id: alice1:ep-7,team1:ep-7\n");
            sides.answer(
                    GetUser.class, GetUser.Answer.class, query -> TestServer.user(query.user()));
            sides.move(TestServer.ALICE.stream());
            String event = "team1";
            for (int seq = 8; event.contains("team1"); seq++) {
                change(DataType.EMAIL, seq);
                event = events.next();
            }
            assertThat(event).contains("id: alice1:ep-");
        }
    }

    @Test
    void a_storm_of_changes_is_told_in_a_few_events() throws Exception {
        try (var events = new Events("types=Email&closeafter=no&ping=0")) {
            for (int seq = 8; seq < 5000; seq++) {
                change(DataType.EMAIL, seq);
            }
            int told = 0;
            String event = "";
            while (!event.contains("ep-4999")) {
                event = events.next();
                told++;
            }
            assertThat(told).isLessThan(1000);
        }
    }

    @Test
    void many_idle_connections_hold_no_thread_each() throws Exception {
        int before = Thread.activeCount();
        var open = new Events[40];
        for (int i = 0; i < open.length; i++) {
            open[i] = new Events("types=*&closeafter=no&ping=300");
        }
        assertThat(Thread.activeCount()).isLessThan(before + 20);
        change(DataType.EMAIL, 9);
        for (var events : open) {
            assertThat(events.next()).startsWith("event: state");
            events.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "types=&closeafter=no&ping=0",
                "types=a%20b&closeafter=no&ping=0",
                "types=*&closeafter=never&ping=0",
                "types=*&closeafter=no&ping=-1",
                "types=*&closeafter=no&ping=soon"
            })
    void wrong_parameters_are_refused(String query) throws Exception {
        HttpResponse<String> response =
                HTTP.send(
                        server.request("/jmap/eventsource?" + query).build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
    }
}
