package io.daybook.launch;

import io.daybook.demo.DemoMail;
import io.daybook.demo.DemoMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a server through what clients do all day, for a while: the training run of the ahead-of-time
 * cache, which then knows what is worth compiling. Arguments: URL, user, password, seconds.
 */
final class Exercise {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SHOWN =
            "[\"id\",\"threadId\",\"mailboxIds\",\"keywords\",\"hasAttachment\",\"from\",\"to\","
                    + "\"subject\",\"receivedAt\",\"size\",\"preview\"]";
    private static final int BATCH = 20;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(1);
    private final String authorization;
    private final JsonNode session;
    private final String account;

    private Exercise(String url, String user, String password)
            throws IOException, InterruptedException {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
        session = send(request(url + "/.well-known/jmap").GET());
        account = session.at("/primaryAccounts/urn:ietf:params:jmap:mail").stringValue();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(Integer.parseInt(arguments[3]));
        new Exercise(arguments[0], arguments[1], arguments[2]).run(end);
    }

    private void run(Instant end) throws IOException, InterruptedException {
        JsonNode mailboxes = call("Mailbox/get", "{\"ids\":null}").get("list");
        String inbox = mailboxes.get(0).get("id").stringValue();
        String other = mailboxes.get(1).get("id").stringValue();
        List<DemoMessage> messages = DemoMail.messages(Instant.now());
        for (int from = 0; Instant.now().isBefore(end); from = (from + BATCH) % messages.size()) {
            importMail(messages.subList(from, Math.min(messages.size(), from + BATCH)), inbox);
            for (int round = 0; round < 15; round++) {
                read(inbox);
                change(inbox, other);
            }
        }
    }

    private void importMail(List<DemoMessage> messages, String mailbox)
            throws IOException, InterruptedException {
        ObjectNode arguments = JSON.createObjectNode();
        ObjectNode emails = arguments.putObject("emails");
        String upload = session.get("uploadUrl").stringValue().replace("{accountId}", account);
        for (DemoMessage message : messages) {
            JsonNode stored =
                    send(
                            request(upload)
                                    .header("Content-Type", "message/rfc822")
                                    .POST(BodyPublishers.ofByteArray(message.octets())));
            ObjectNode email = emails.putObject("k" + emails.size());
            email.set("blobId", stored.get("blobId"));
            email.putObject("mailboxIds").put(mailbox, true);
            email.putObject("keywords").put("$seen", true);
            email.put("receivedAt", "2026-01-02T03:04:05Z");
        }
        call("Email/import", arguments);
    }

    private void read(String mailbox) throws IOException, InterruptedException {
        String list =
                """
                [["Email/query", {"filter": {"inMailbox": "%s"}, "collapseThreads": %b,
                  "sort": [{"property": "receivedAt", "isAscending": false}], "limit": 50}, "0"],
                 ["Email/get", {"#ids": {"resultOf": "0", "name": "Email/query", "path": "/ids"},
                  "properties": %s}, "1"]]\
                """
                        .formatted(mailbox, random.nextBoolean(), SHOWN);
        JsonNode shown = calls((ArrayNode) JSON.readTree(list)).at("/0/1/ids");
        call("Mailbox/get", "{\"ids\":null}");
        call("Email/get", open(shown.get(random.nextInt(shown.size())).stringValue()));
        String word = random.nextBoolean() ? "project" : "meeting";
        call("Email/query", "{\"filter\":{\"text\":\"" + word + "\"},\"limit\":50}");
    }

    private static ObjectNode open(String email) {
        ObjectNode arguments = JSON.createObjectNode();
        arguments.putArray("ids").add(email);
        arguments.put("fetchTextBodyValues", true);
        ArrayNode properties = (ArrayNode) JSON.readTree(SHOWN);
        properties.add("bodyStructure").add("textBody").add("attachments").add("bodyValues");
        arguments.set("properties", properties);
        return arguments;
    }

    private void change(String inbox, String other) throws IOException, InterruptedException {
        String query = "{\"filter\":{\"inMailbox\":\"" + inbox + "\"},\"limit\":50}";
        var ids = new ArrayList<String>();
        call("Email/query", query).get("ids").forEach(id -> ids.add(id.stringValue()));
        if (ids.isEmpty()) {
            return;
        }
        JsonNode set = call("Email/set", update(ids.subList(0, 1), "keywords/$flagged"));
        call("Email/set", update(ids, "keywords/$answered"));
        if (random.nextInt(4) == 0) {
            call("Email/set", update(ids, "mailboxIds/" + other));
        }
        ObjectNode since = JSON.createObjectNode();
        since.set("sinceState", set.get("oldState"));
        call("Email/changes", since);
    }

    private ObjectNode update(List<String> emails, String pointer) {
        ObjectNode arguments = JSON.createObjectNode();
        ObjectNode update = arguments.putObject("update");
        boolean on = random.nextBoolean();
        for (String email : emails) {
            ObjectNode patch = update.putObject(email);
            if (on) {
                patch.put(pointer, true);
            } else {
                patch.putNull(pointer);
            }
        }
        return arguments;
    }

    private JsonNode call(String method, String arguments)
            throws IOException, InterruptedException {
        return call(method, (ObjectNode) JSON.readTree(arguments));
    }

    private JsonNode call(String method, ObjectNode arguments)
            throws IOException, InterruptedException {
        ArrayNode calls = JSON.createArrayNode();
        calls.addArray().add(method).add(arguments).add("0");
        return calls(calls).at("/0/1");
    }

    private JsonNode calls(ArrayNode calls) throws IOException, InterruptedException {
        calls.forEach(call -> ((ObjectNode) call.get(1)).put("accountId", account));
        ObjectNode request = JSON.createObjectNode();
        request.putArray("using").add("urn:ietf:params:jmap:core").add("urn:ietf:params:jmap:mail");
        request.set("methodCalls", calls);
        return send(request(session.get("apiUrl").stringValue())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request))))
                .get("methodResponses");
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.uri() + " answered " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }
}
