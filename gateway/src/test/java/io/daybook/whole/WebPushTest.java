package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.gateway.PushReceiver;
import io.daybook.push.web.PushDecryption;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The life of push subscriptions, with a push service on loopback. */
@Timeout(300)
class WebPushTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Path data;
    private static PushReceiver receiver;
    private static Path trust;
    private static ServerProcess server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        receiver = new PushReceiver();
        trust = receiver.trustStore(folder.resolve("trust.p12"));
        server = launch();
    }

    private static ServerProcess launch() {
        return ServerProcess.startWith(
                List.of(
                        "-Djavax.net.ssl.trustStore=" + trust,
                        "-Djavax.net.ssl.trustStorePassword=changeit"),
                data,
                "--push-to-private-addresses");
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.close();
    }

    private static JsonNode call(JmapSession session, String method, String arguments) {
        return session.callWithoutAccount(method, arguments);
    }

    private static String create(JmapSession session, String path, PushDecryption keys) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        ObjectNode one = arguments.putObject("create").putObject("k");
        one.put("deviceClientId", "device").put("url", receiver.url(path));
        if (keys != null) {
            one.putObject("keys").put("p256dh", keys.p256dh()).put("auth", keys.auth());
        }
        return call(session, "PushSubscription/set", arguments.toString())
                .at("/created/k/id")
                .stringValue();
    }

    private static JsonNode read(PushReceiver.Pushed pushed, PushDecryption keys) throws Exception {
        byte[] body = keys == null ? pushed.body() : keys.decrypt(pushed.body());
        return JmapSession.JSON.readTree(body);
    }

    private static void verify(JmapSession session, String id, String code) {
        JsonNode answer =
                call(
                        session,
                        "PushSubscription/set",
                        "{\"update\":{\"" + id + "\":{\"verificationCode\":\"" + code + "\"}}}");
        assertThat(answer.get("updated").has(id)).as("%s", answer).isTrue();
    }

    private static byte[] message(String subject) {
        return ("From: a@example.test\r\nSubject: " + subject + "\r\n\r\nHello\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_subscription_is_verified_pushed_to_over_restarts_and_destroyed() throws Exception {
        JmapSession session = server.session();
        var keys = PushDecryption.fresh();
        String id = create(session, "/life", keys);

        var pushed = receiver.next();
        assertThat(pushed.path()).isEqualTo("/life");
        assertThat(pushed.headers()).containsEntry("Content-Encoding", "aes128gcm");
        JsonNode verification = read(pushed, keys);
        assertThat(verification.get("@type").stringValue()).isEqualTo("PushVerification");
        assertThat(verification.get("pushSubscriptionId").stringValue()).isEqualTo(id);

        String inbox = session.mailboxByRole("inbox");
        session.importMessage(message("before"), inbox);
        assertThat(receiver.unread()).isZero();
        verify(session, id, verification.get("verificationCode").stringValue());
        assertThat(read(receiver.next(), keys).get("@type").stringValue()).isEqualTo("StateChange");

        session.importMessage(message("after"), inbox);
        String state = session.emailState();
        String pointer = "/changed/" + session.account() + "/Email";
        assertThat(read(receiver.next(), keys).at(pointer).stringValue()).isEqualTo(state);

        server.stop();
        server = launch();
        assertThat(read(receiver.next(), keys).at(pointer).stringValue()).isEqualTo(state);

        JmapSession again = server.session();
        call(again, "PushSubscription/set", "{\"destroy\":[\"" + id + "\"]}");
        assertThat(call(again, "PushSubscription/get", "{}").get("list").isEmpty()).isTrue();
    }

    @Test
    void a_subscription_ends_with_the_app_password_that_made_it() throws Exception {
        JmapSession main = server.session();
        var made =
                send(
                        "POST",
                        "/account/app-passwords",
                        BodyPublishers.ofString("{\"label\":\"phone\"}"));
        JsonNode password = JmapSession.JSON.readTree(made);
        String token = password.get("token").stringValue();
        JmapSession phone = JmapSession.withToken(server.url(), token);
        create(phone, "/phone", null);
        JsonNode verification = read(receiver.next(), null);
        verify(
                phone,
                verification.get("pushSubscriptionId").stringValue(),
                verification.get("verificationCode").stringValue());
        read(receiver.next(), null);
        assertThat(call(main, "PushSubscription/get", "{}").get("list").isEmpty()).isTrue();
        assertThat(call(phone, "PushSubscription/get", "{}").get("list").size()).isOne();

        String id = password.get("id").stringValue();
        send("DELETE", "/account/app-passwords/" + id, BodyPublishers.noBody());
        // The main one is pushed to, so the phone would have been.
        create(main, "/main", null);
        JsonNode next = read(receiver.next(), null);
        verify(
                main,
                next.get("pushSubscriptionId").stringValue(),
                next.get("verificationCode").stringValue());
        assertThat(receiver.next().path()).isEqualTo("/main");
        main.importMessage(message("for main"), main.mailboxByRole("inbox"));
        assertThat(receiver.next().path()).isEqualTo("/main");
        call(
                main,
                "PushSubscription/set",
                "{\"destroy\":[\"" + next.get("pushSubscriptionId").stringValue() + "\"]}");
    }

    private static String send(String method, String path, HttpRequest.BodyPublisher body)
            throws Exception {
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (ServerProcess.USER + ":" + ServerProcess.PASSWORD)
                                        .getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }
}
