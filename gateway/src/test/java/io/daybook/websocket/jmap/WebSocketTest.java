package io.daybook.websocket.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.GetStates;
import io.daybook.core.State;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.transcript.SocketClient;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.Pausing;
import io.daybook.gateway.TestServer;
import io.daybook.user.GetUser;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RFC 8887, spoken by the JDK's client. */
@Timeout(60)
class WebSocketTest {
    private static final String ORIGIN = "https://mail.example.test";
    private static final Limits LIMITS = new Limits(50_000_000, 16, 1_000_000, 2, 64, 1000, 1000);

    private final Map<DataType, State> states = new ConcurrentHashMap<>();
    private final FakeSides sides = new FakeSides();
    private final Pausing pausing = new Pausing();
    private TestServer server;

    @BeforeEach
    void start() {
        states.put(DataType.EMAIL, new State("ep", 7));
        states.put(DataType.MAILBOX, new State("ep", 5));
        server = TestServer.start(sides, LIMITS, Set.of(ORIGIN), new Method[] {pausing});
        sides.answer(GetStates.class, GetStates.States.class, _ -> new GetStates.States(states));
    }

    @AfterEach
    void stop() {
        pausing.goOn();
        server.close();
    }

    private void change(DataType type, long seq) {
        states.put(type, new State("ep", seq));
        sides.move(TestServer.ACCOUNT.stream());
    }

    private URI uri() {
        return server.socket("/jmap/ws");
    }

    private SocketClient open() {
        return new SocketClient(uri(), "jmap", "Authorization", TestServer.AUTHORIZATION);
    }

    private static String echo(String id) {
        return "{\"@type\":\"Request\",\"id\":\""
                + id
                + "\",\"using\":[\"urn:ietf:params:jmap:core\"],"
                + "\"methodCalls\":[[\"Core/echo\",{\"hello\":true},\"b3ff\"]]}";
    }

    private static String pause(String id) {
        return echo(id).replace("Core/echo", "Core/pause");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void a_request_is_answered_with_its_id() {
        try (var client = open()) {
            JsonNode response = client.send(echo("R1")).next();
            assertThat(response.get("@type").stringValue()).isEqualTo("Response");
            assertThat(response.get("requestId").stringValue()).isEqualTo("R1");
            assertThat(response.get("methodResponses"))
                    .isEqualTo(json("[['Core/echo',{'hello':true},'b3ff']]"));
            assertThat(response.get("sessionState").isString()).isTrue();
        }
    }

    @Test
    void a_request_without_id_is_answered_without() {
        try (var client = open()) {
            JsonNode response = client.send(echo("R1").replace("\"id\":\"R1\",", "")).next();
            assertThat(response.has("requestId")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The quick brown fox|notJSON|null",
                "[]|notRequest|null",
                "{}|notRequest|null",
                "{'id':'a'}|notRequest|'a'",
                "{'@type':'Response','id':'a'}|notRequest|'a'",
                "{'@type':'Request','id':7,'using':[],'methodCalls':[]}|notRequest|null",
                "{'@type':'Request','id':'a'}|notRequest|'a'",
                "{'@type':'Request','id':'a','using':['x'],'methodCalls':[]}|unknownCapability|'a'",
                "{'@type':'WebSocketPushEnable','id':'a','dataTypes':7}|notRequest|'a'",
                "{'@type':'WebSocketPushEnable','dataTypes':[7]}|notRequest|null",
                "{'@type':'WebSocketPushEnable','dataTypes':null,'pushState':7}|notRequest|null"
            })
    void what_is_wrong_is_answered_by_a_request_error(String line) {
        String[] parts = line.replace('\'', '"').split("\\|");
        try (var client = open()) {
            JsonNode error = client.send(parts[0]).next();
            assertThat(error.get("@type").stringValue()).isEqualTo("RequestError");
            assertThat(error.get("type").stringValue())
                    .isEqualTo("urn:ietf:params:jmap:error:" + parts[1]);
            assertThat(error.get("status").intValue()).isEqualTo(400);
            assertThat(error.get("requestId")).isEqualTo(json(parts[2]));
            // The connection goes on.
            assertThat(client.send(echo("R2")).next().get("requestId").stringValue())
                    .isEqualTo("R2");
        }
    }

    @Test
    void an_account_that_is_opened_or_closed_meanwhile_is_so_for_the_next_request() {
        var team =
                new VisibleAccount(
                        new AccountId("team1"), new UserId("team@example.test"), false, true);
        try (var client = open()) {
            JsonNode alone = client.send(echo("1")).next().get("sessionState");
            sides.answer(GetUser.class, GetUser.Answer.class, _ -> TestServer.with(team));
            sides.move(TestServer.ALICE.stream());
            JsonNode both = client.send(echo("2")).next().get("sessionState");
            assertThat(both).isNotEqualTo(alone);
            sides.answer(
                    GetUser.class, GetUser.Answer.class, query -> TestServer.user(query.user()));
            sides.move(TestServer.ALICE.stream());
            assertThat(client.send(echo("3")).next().get("sessionState")).isEqualTo(alone);
        }
    }

    @Test
    void a_later_request_may_be_answered_first() {
        try (var client = open()) {
            client.send(pause("slow")).send(echo("quick"));
            assertThat(client.next().get("requestId").stringValue()).isEqualTo("quick");
            pausing.goOn();
            assertThat(client.next().get("requestId").stringValue()).isEqualTo("slow");
        }
    }

    @Test
    void more_requests_at_once_than_the_limit_are_refused_over_all_connections() {
        try (var one = open();
                var other = open()) {
            one.send(pause("a"));
            pausing.awaitPaused(1);
            other.send(pause("b"));
            pausing.awaitPaused(2);
            JsonNode error = one.send(echo("c")).next();
            assertThat(error.get("@type").stringValue()).isEqualTo("RequestError");
            assertThat(error.get("requestId").stringValue()).isEqualTo("c");
            assertThat(error.get("limit").stringValue()).isEqualTo("maxConcurrentRequests");
        }
    }

    @Test
    void a_message_in_fragments_is_one_message() {
        try (var client = open()) {
            client.sendInFragments(echo("R1"), 7);
            assertThat(client.next().get("requestId").stringValue()).isEqualTo("R1");
        }
    }

    @Test
    void a_binary_message_closes_the_connection_as_unsupported() {
        try (var client = open()) {
            client.sendBinary(new byte[] {1, 2, 3});
            assertThat(client.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void a_message_beyond_the_limit_closes_the_connection_as_too_big() {
        try (var client = open()) {
            client.sendInFragments("x".repeat(1_000_001), 400_000);
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void without_the_subprotocol_there_is_no_websocket() {
        assertThat(SocketClient.refusal(uri(), "", "Authorization", TestServer.AUTHORIZATION))
                .isEqualTo(400);
        assertThat(SocketClient.refusal(uri(), "chat", "Authorization", TestServer.AUTHORIZATION))
                .isEqualTo(400);
    }

    @Test
    void who_does_not_sign_in_gets_no_websocket() {
        assertThat(SocketClient.refusal(uri(), "jmap")).isEqualTo(401);
        assertThat(SocketClient.refusal(uri(), "jmap", "Authorization", "Bearer x")).isEqualTo(401);
    }

    @Test
    void pages_of_other_origins_get_no_websocket() {
        String[] foreign = {
            "Authorization", TestServer.AUTHORIZATION, "Origin", "https://evil.test"
        };
        assertThat(SocketClient.refusal(uri(), "jmap", foreign)).isEqualTo(403);
        foreign[3] = ORIGIN;
        assertThat(SocketClient.refusal(uri(), "jmap", foreign)).isEqualTo(101);
        foreign[3] = server.uri("").toString();
        assertThat(SocketClient.refusal(uri(), "jmap", foreign)).isEqualTo(101);
        foreign[3] = "null";
        assertThat(SocketClient.refusal(uri(), "jmap", foreign)).isEqualTo(403);
    }

    @Test
    void changes_are_pushed_from_when_it_is_enabled_until_it_is_disabled() {
        try (var client = open()) {
            client.send("{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":[\"Mailbox\"]}");
            client.send(echo("enabled")).next();
            change(DataType.EMAIL, 9);
            change(DataType.MAILBOX, 11);
            assertThat(client.next())
                    .isEqualTo(
                            json(
                                    "{'@type':'StateChange','changed':{'alice1':{'Mailbox':'ep-11'}},"
                                            + "'pushState':'alice1:ep-11'}"));
            client.send("{\"@type\":\"WebSocketPushDisable\"}");
            client.send(echo("disabled")).next();
            change(DataType.MAILBOX, 12);
            assertThat(client.send(echo("last")).next().get("requestId").stringValue())
                    .isEqualTo("last");
        }
    }

    @Test
    void what_was_missed_since_a_push_state_is_pushed_at_once() {
        try (var client = open()) {
            client.send(
                    "{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":null,\"pushState\":\"alice1:ep-6\"}");
            assertThat(client.next())
                    .isEqualTo(
                            json(
                                    "{'@type':'StateChange','changed':{'alice1':{'Email':'ep-7'}},"
                                            + "'pushState':'alice1:ep-7'}"));
        }
    }

    @Test
    void an_unknown_push_state_brings_all_states() {
        try (var client = open()) {
            client.send(
                    "{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":null,\"pushState\":\"other\"}");
            assertThat(client.next().at("/changed/alice1"))
                    .isEqualTo(json("{'Email':'ep-7','Mailbox':'ep-5'}"));
        }
    }

    @Test
    void the_connection_ends_with_the_secret_that_opened_it() {
        try (var client = open()) {
            client.send(echo("R1")).next();
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
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void another_event_of_the_user_ends_nothing() {
        try (var client = open()) {
            client.send("{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":null}");
            client.send(echo("R1")).next();
            sides.move(TestServer.ALICE.stream());
            change(DataType.EMAIL, 9);
            assertThat(client.next().at("/changed/alice1")).isEqualTo(json("{'Email':'ep-9'}"));
        }
    }

    @Test
    void who_stops_the_server_says_goodbye() {
        try (var client = open()) {
            client.send(echo("R1")).next();
            server.close();
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void nobody_sees_the_account_of_another() {
        sides.move(new AccountId("bob1").stream());
        try (var client =
                new SocketClient(
                        server.socket("/jmap/signal"),
                        "",
                        "Authorization",
                        TestServer.AUTHORIZATION)) {
            client.send("{\"subscribe\":{\"id\":\"s1\",\"accountId\":\"bob1\"}}");
            assertThat(client.next().at("/error/code").stringValue()).isEqualTo("forbidden");
        }
    }

    @Test
    void the_signal_protocol_tells_the_changes_of_an_account() {
        try (var client =
                new SocketClient(
                        server.socket("/jmap/signal"),
                        "",
                        "Authorization",
                        TestServer.AUTHORIZATION)) {
            client.send(
                    "{\"subscribe\":{\"id\":\"s1\",\"accountId\":\"alice1\",\"types\":[\"Email\"]}}");
            assertThat(client.next()).isEqualTo(json("{'subscribed':{'id':'s1'}}"));
            change(DataType.MAILBOX, 8);
            change(DataType.EMAIL, 9);
            assertThat(client.next())
                    .isEqualTo(
                            json(
                                    "{'stateChange':{'accountId':'alice1','changes':{'Email':'ep-9'}}}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{'unsubscribe':{}}",
                "{'subscribe':7}",
                "{'subscribe':{'accountId':'alice1'}}",
                "{'subscribe':{'id':'s1'}}",
                "{'subscribe':{'id':'s1','accountId':'alice1','types':'Email'}}",
                "{'subscribe':{'id':'s1','accountId':'alice1','types':[7]}}",
                "{'subscribe':{'id':'s1','accountId':'alice1'},'more':1}"
            })
    void a_wrong_signal_is_an_error(String text) {
        try (var client =
                new SocketClient(
                        server.socket("/jmap/signal"),
                        "",
                        "Authorization",
                        TestServer.AUTHORIZATION)) {
            client.send(text.replace('\'', '"'));
            assertThat(client.next().at("/error/code").stringValue()).isEqualTo("invalidArguments");
        }
    }
}
