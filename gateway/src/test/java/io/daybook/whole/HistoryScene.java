package io.daybook.whole;

import io.daybook.admin.access.AdminTokens;
import io.daybook.gateway.TurnedClock;
import io.daybook.gateway.WholeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An account with three weeks behind it: what its people did, over JMAP, with several clients. */
final class HistoryScene implements AutoCloseable {
    static final String ALICE = "alice@example.test";
    static final String PASSWORD = "correct horse";
    private static final String BOB = "bob@example.test";
    private static final int DAYS = 21;
    private static final int NEWSLETTERS = 45;

    private final TurnedClock clock = new TurnedClock();
    private Duration turned = Duration.ZERO;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WholeServer server;
    private final String account;
    private final Map<String, String> mailboxes = new HashMap<>();
    private final Map<String, String> emails = new HashMap<>();

    /** Who asks, and with which program. */
    private record Client(String user, String name) {
        String authorization() {
            byte[] credentials = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(credentials);
        }
    }

    private static final Client DESK = new Client(ALICE, "Desk Mail 12.4");
    private static final Client PHONE = new Client(ALICE, "Phone Mail 3.1");
    private static final Client OTHER = new Client(BOB, "Desk Mail 12.4");

    HistoryScene(Path data) {
        turn(Duration.ofDays(-DAYS));
        server = WholeServer.start(data, clock, null);
        account = server.user(ALICE, PASSWORD).value();
        server.user(BOB, PASSWORD);
        server.access().open(ALICE, BOB, false);
        play();
    }

    String url() {
        return server.url();
    }

    String adminToken() {
        return server.bean(AdminTokens.class).first().orElseThrow().text();
    }

    private void play() {
        for (JsonNode box : call(DESK, "Mailbox/get", "\"ids\": null").get("list")) {
            mailboxes.put(box.get("name").asString(), box.get("id").asString());
        }
        makeMailbox("Reading");
        for (int i = 1; i <= NEWSLETTERS; i++) {
            receive("Newsletter " + i, "The Press", "Reading", "News of the week.");
            turn(Duration.ofMinutes(3));
        }
        receive("Minutes of Tuesday", "Bob Lindqvist", "Inbox", "We agreed on the new terms.");
        day();
        receive("Your invoice 2026-1187", "Corner Shop", "Inbox", "Alice, the amount is due.");
        day();
        receive("Re: Minutes of Tuesday", "Dora Weiss", "Inbox", "One correction to the minutes.");
        day();
        receive("Boots, size 42", "Outfitters", "Inbox", "They are on their way to you.");
        receive("Dinner on Friday?", "Emil", "Inbox", "Shall we try the new place?");
        day();
        receive("Ticket 8841: printer", "Help Desk", "Inbox", "It prints again. Please try.");
        receive("Train to Basel", "Rail", "Inbox", "Your seat is 42 in coach 7.");
        day();
        receive("Garden plan, second draft", "Gus", "Inbox", "With the pond on the left now.");
        receive("Lost scarf", "Hanna", "Inbox", "Is the blue one yours?");
        day();
        makeMailbox("Projects");
        fileMinutes();
        day();
        String projects = mailboxes.get("Projects");
        call(PHONE, "Mailbox/set", update(projects, "\"name\": \"Work\""));
        day();
        move(DESK, "Reading", "Re: Minutes of Tuesday");
        day();
        mark(PHONE, "Dinner on Friday?", "$flagged");
        day();
        call(
                OTHER,
                "Email/set",
                "\"destroy\": [\"%s\"]".formatted(emails.get("Your invoice 2026-1187")));
        day();
        receive("<b>Sale</b> & more", "Shop", "Inbox", "<script>alert(1)</script> As text.");
        mark(DESK, "Ticket 8841: printer", "$seen");
        turn(turned.negated().minusMinutes(90));
        move(PHONE, "Trash", "Train to Basel", "Boots, size 42", "Lost scarf");
        turn(turned.negated());
    }

    private void day() {
        turn(Duration.ofHours(29).plusMinutes(17));
    }

    private void turn(Duration by) {
        clock.turn(by);
        turned = turned.plus(by);
    }

    /** Two changes by one request. */
    private void fileMinutes() {
        List<String> minutes = List.of("Minutes of Tuesday", "Re: Minutes of Tuesday");
        String moved =
                all(minutes, "\"mailboxIds\": {\"%s\": true}".formatted(mailboxes.get("Projects")));
        String seen = all(minutes, "\"keywords/$seen\": true");
        request(DESK, List.of(invocation("Email/set", moved), invocation("Email/set", seen)));
    }

    private void move(Client client, String mailbox, String... subjects) {
        String place = "\"mailboxIds\": {\"%s\": true}".formatted(mailboxes.get(mailbox));
        call(client, "Email/set", all(List.of(subjects), place));
    }

    private void mark(Client client, String subject, String keyword) {
        call(
                client,
                "Email/set",
                update(emails.get(subject), "\"keywords/" + keyword + "\": true"));
    }

    private String all(List<String> subjects, String patch) {
        return subjects.stream()
                .map(subject -> "\"%s\": {%s}".formatted(emails.get(subject), patch))
                .collect(Collectors.joining(", ", "\"update\": {", "}"));
    }

    private static String update(String id, String patch) {
        return "\"update\": {\"%s\": {%s}}".formatted(id, patch);
    }

    private void makeMailbox(String name) {
        JsonNode made =
                call(
                        DESK,
                        "Mailbox/set",
                        "\"create\": {\"k\": {\"name\": \"%s\"}}".formatted(name));
        mailboxes.put(name, made.at("/created/k/id").asString());
    }

    private void receive(String subject, String from, String mailbox, String text) {
        String address = from.toLowerCase(java.util.Locale.ROOT).replace(' ', '.');
        String message =
                """
                From: %s <%s@example.org>
                To: Alice <alice@example.test>
                Subject: %s
                Message-ID: <%d@example.org>
                Date: Sun, 1 Nov 2026 10:00:00 +0000
                Content-Type: text/plain; charset=utf-8

                Good morning,

                %s

                Best wishes
                %s
                """
                        .formatted(from, address, subject, emails.size(), text, from)
                        .replace("\n", "\r\n");
        String path = "/jmap/upload/" + account + "/";
        String blob = post(DESK, path, "message/rfc822", message).get("blobId").asString();
        String email =
                "{\"blobId\": \"%s\", \"mailboxIds\": {\"%s\": true}}"
                        .formatted(blob, mailboxes.get(mailbox));
        JsonNode made = call(DESK, "Email/import", "\"emails\": {\"k\": " + email + "}");
        emails.put(subject, made.at("/created/k/id").asString());
    }

    private JsonNode call(Client client, String method, String arguments) {
        JsonNode answer = request(client, List.of(invocation(method, arguments))).get(0).get(1);
        for (String bad : List.of("notCreated", "notUpdated", "notDestroyed", "type")) {
            if (!answer.path(bad).isMissingNode() && !answer.path(bad).isNull()) {
                throw new AssertionError(method + " " + arguments + " gave " + answer);
            }
        }
        return answer;
    }

    private String invocation(String method, String arguments) {
        return "[\"%s\", {\"accountId\": \"%s\", %s}, \"0\"]".formatted(method, account, arguments);
    }

    private JsonNode request(Client client, List<String> invocations) {
        String using = "[\"urn:ietf:params:jmap:core\", \"urn:ietf:params:jmap:mail\"]";
        String body = "{\"using\": %s, \"methodCalls\": %s}".formatted(using, invocations);
        return post(client, "/jmap/api", "application/json", body).get("methodResponses");
    }

    private JsonNode post(Client client, String path, String type, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Authorization", client.authorization())
                        .header("User-Agent", client.name())
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(path + ": " + response.statusCode() + response.body());
            }
            return JmapSession.JSON.readTree(response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    /** Has all views made anew, so that there is a rebuild to look at. */
    void rebuild(String adminToken) throws IOException, InterruptedException {
        var order =
                HttpRequest.newBuilder(URI.create(server.url() + "/admin/rebuilds"))
                        .header("Authorization", "Bearer " + adminToken)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build();
        var response = http.send(order, BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
