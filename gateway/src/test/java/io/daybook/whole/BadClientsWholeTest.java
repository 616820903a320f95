package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Clients that break off, stop in the middle or come all at once: the server serves the others. */
class BadClientsWholeTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String CREDENTIALS = ServerProcess.USER + ":" + ServerProcess.PASSWORD;
    private static final String AUTHORIZATION =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8));
    private static final String REQUEST =
            "{\"using\":[\"urn:ietf:params:jmap:core\",\"urn:ietf:params:jmap:mail\"],"
                    + "\"methodCalls\":[%s]}";
    private static ServerProcess server;
    private static JmapSession session;
    private static String inbox;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = ServerProcess.start(data);
        session = server.session();
        inbox = session.mailboxByRole("inbox");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void the_server_has_nothing_to_complain_of() {
        assertThat(session.mailboxByRole("inbox")).isEqualTo(inbox);
        assertThat(server.complaints()).isEmpty();
    }

    private static HttpResponse<String> post(String call) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/jmap/api"))
                            .header("Authorization", AUTHORIZATION)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(REQUEST.formatted(call)))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String fill(String text) {
        return text.replace("$account", session.account());
    }

    @Test
    void an_upload_that_breaks_off_is_no_upload() throws Exception {
        String before = session.call("Quota/get", "{\"ids\":null}").toString();
        String head =
                "POST /jmap/upload/"
                        + session.account()
                        + "/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + AUTHORIZATION
                        + "\r\nContent-Type: message/rfc822\r\n";
        for (String body :
                List.of(
                        "Content-Length: 1000000\r\n\r\n" + "x".repeat(100_000),
                        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nffff\r\nabc",
                        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n")) {
            URI url = URI.create(server.url());
            try (var socket = new Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        }
        assertThat(session.call("Quota/get", "{\"ids\":null}").toString()).isEqualTo(before);
    }

    @Test
    void clients_that_stop_in_the_middle_hold_nobody_up() throws Exception {
        URI url = URI.create(server.url());
        String head = "POST /jmap/api HTTP/1.1\r\nHost: localhost\r\n";
        String body =
                "Authorization: "
                        + AUTHORIZATION
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
        var stalled = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 60; i++) {
                var socket = new Socket(url.getHost(), url.getPort());
                stalled.add(socket);
                // Fewer stop in a body than the account may have requests at once.
                String text = i < 20 ? head + body : head;
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(session.mailboxByRole("inbox")).isEqualTo(inbox);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void of_a_thousand_changes_at_once_those_acknowledged_are_there_and_no_others()
            throws Exception {
        int before = session.call("Mailbox/get", "{\"ids\":null}").get("list").size();
        var atOnce = new Semaphore(100);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<HttpResponse<String>>>();
            for (int i = 0; i < 1000; i++) {
                String create =
                        fill("[\"Mailbox/set\",{\"accountId\":\"$account\",\"create\":{\"k\":")
                                + "{\"name\":\"parallel "
                                + i
                                + "\"}}},\"0\"]";
                answers.add(
                        threads.submit(() -> {
                            atOnce.acquire();
                            try {
                                return post(create);
                            } finally {
                                atOnce.release();
                            }
                        }));
            }
            ObjectNode destroy = JmapSession.JSON.createObjectNode();
            ArrayNode created = destroy.putArray("destroy");
            for (var answer : answers) {
                HttpResponse<String> response = answer.get();
                assertThat(response.statusCode()).as(response.body()).isIn(200, 429);
                if (response.statusCode() == 200) {
                    JsonNode set = JmapSession.JSON.readTree(response.body());
                    created.add(set.at("/methodResponses/0/1/created/k/id").asString());
                }
            }
            assertThat(created).isNotEmpty();
            assertThat(session.call("Mailbox/get", "{\"ids\":null}").get("list"))
                    .hasSize(before + created.size());
            assertThat(session.call("Mailbox/set", destroy).get("destroyed"))
                    .hasSameSizeAs(created);
        }
    }
}
