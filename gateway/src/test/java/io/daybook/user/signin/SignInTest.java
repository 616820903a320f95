package io.daybook.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Cause;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import io.daybook.user.GetUser;
import io.daybook.user.GetUser.AppPassword;
import io.daybook.user.GetUser.UserView;
import io.daybook.user.UserCommand.AddAppPassword;
import io.daybook.user.UserCommand.Done;
import io.daybook.user.UserCommand.NoSuchAppPassword;
import io.daybook.user.UserCommand.RevokeAppPassword;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SignInTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<AppPassword> appPasswords = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final FakeSides sides = new FakeSides();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(sides);
        sides.answer(GetUser.class, GetUser.Answer.class, query -> user(query));
        sides.carryOut(
                AddAppPassword.class,
                message -> {
                    var add = (AddAppPassword) message.getPayload();
                    assertThat(message.getMetaData())
                            .containsEntry(Cause.ACTOR, "alice@example.test")
                            .containsKeys(Cause.SOURCE, Cause.ADDRESS, Cause.REQUEST_ID);
                    appPasswords.add(
                            new AppPassword(add.id(), add.label(), add.secretHash(), add.at()));
                    sides.move(add.stream());
                    return new Done(1);
                });
        sides.carryOut(
                RevokeAppPassword.class,
                message -> {
                    var revoke = (RevokeAppPassword) message.getPayload();
                    boolean gone = appPasswords.removeIf(one -> one.id().equals(revoke.id()));
                    sides.move(revoke.stream());
                    return gone ? new Done(2) : new NoSuchAppPassword();
                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GetUser.Answer user(GetUser query) {
        lookups.incrementAndGet();
        return TestServer.user(query.user()) instanceof UserView view
                ? new UserView(
                        view.user(),
                        view.account(),
                        view.granted(),
                        view.passwordHash(),
                        appPasswords,
                        0)
                : new GetUser.NoSuchUser();
    }

    private HttpResponse<String> session(String authorization) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(server.uri("/jmap/session"))
                        .header("Authorization", authorization)
                        .build(),
                BodyHandlers.ofString());
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private HttpResponse<String> make(String body, String authorization) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(server.uri("/account/app-passwords"))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void the_right_password_gets_in_whatever_the_case_of_the_address() throws Exception {
        assertThat(session(TestServer.AUTHORIZATION).statusCode()).isEqualTo(200);
        assertThat(session(basic("Alice@Example.test", TestServer.PASSWORD)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anything_else_stays_outside() throws Exception {
        for (String authorization :
                new String[] {
                    basic("alice@example.test", "wrong"),
                    basic("alice@example.test", ""),
                    basic("nobody@example.test", TestServer.PASSWORD),
                    basic("", ""),
                    "Basic",
                    "Basic !!!",
                    "Basic " + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff}),
                    "Bearer",
                    "Bearer db1.x.y.z",
                    "Digest x"
                }) {
            assertThat(session(authorization).statusCode()).as(authorization).isEqualTo(401);
        }
    }

    @Test
    void a_verified_header_is_not_verified_again_until_the_user_changes() throws Exception {
        session(TestServer.AUTHORIZATION);
        session(TestServer.AUTHORIZATION);
        assertThat(lookups).hasValue(1);
        sides.move(TestServer.ALICE.stream());
        session(TestServer.AUTHORIZATION);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void an_app_password_works_as_password_and_as_token_until_it_is_revoked() throws Exception {
        var made = make("{\"label\": \"phone\"}", TestServer.AUTHORIZATION);
        assertThat(made.statusCode()).isEqualTo(201);
        var json = new JsonMapper().readTree(made.body());
        String token = json.get("token").stringValue();
        assertThat(json.get("label").stringValue()).isEqualTo("phone");
        assertThat(session("Bearer " + token).statusCode()).isEqualTo(200);
        assertThat(session(basic("alice@example.test", token)).statusCode()).isEqualTo(200);
        assertThat(session(basic("bob@example.test", token)).statusCode()).isEqualTo(401);
        assertThat(session("Bearer " + token.substring(0, token.length() - 2)).statusCode())
                .isEqualTo(401);

        var list =
                HTTP.send(
                        server.request("/account/app-passwords").build(), BodyHandlers.ofString());
        assertThat(list.body()).contains("phone").doesNotContain("token").doesNotContain("Hash");

        String path = "/account/app-passwords/" + json.get("id").stringValue();
        var revoked = HTTP.send(server.request(path).DELETE().build(), BodyHandlers.ofString());
        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(session("Bearer " + token).statusCode()).isEqualTo(401);
        assertThat(session(basic("alice@example.test", token)).statusCode()).isEqualTo(401);
        var again = HTTP.send(server.request(path).DELETE().build(), BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(404);
    }

    @Test
    void an_app_password_makes_no_other() throws Exception {
        var made = make("{\"label\": \"phone\"}", TestServer.AUTHORIZATION);
        String token = new JsonMapper().readTree(made.body()).get("token").stringValue();
        assertThat(make("{\"label\": \"more\"}", "Bearer " + token).statusCode()).isEqualTo(403);
    }

    @Test
    void a_label_is_a_short_text() throws Exception {
        for (String body :
                new String[] {
                    "",
                    "{",
                    "[]",
                    "{}",
                    "{\"label\": 1}",
                    "{\"label\": \" \"}",
                    "{\"label\": \"a\\nb\"}",
                    "{\"label\": \"" + "x".repeat(200) + "\"}"
                }) {
            assertThat(make(body, TestServer.AUTHORIZATION).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(appPasswords).isEmpty();
    }

    @Test
    void who_fails_again_and_again_has_to_wait_but_not_those_who_are_known() throws Exception {
        session(TestServer.AUTHORIZATION);
        HttpResponse<String> last = null;
        for (int i = 0; i < 10; i++) {
            last = session(basic("alice@example.test", "wrong" + i));
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(session(TestServer.AUTHORIZATION).statusCode()).isEqualTo(200);
    }
}
