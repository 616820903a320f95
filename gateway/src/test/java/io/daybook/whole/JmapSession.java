package io.daybook.whole;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JMAP client of few words, for tests: one call a request. */
final class JmapSession {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MAIL = "urn:ietf:params:jmap:mail";
    private static final List<String> USING =
            List.of(
                    "urn:ietf:params:jmap:core",
                    MAIL,
                    "urn:ietf:params:jmap:submission",
                    "urn:ietf:params:jmap:vacationresponse",
                    "urn:ietf:params:jmap:mdn",
                    "urn:ietf:params:jmap:quota",
                    "https://daybook.io/jmap/history");

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final String url;
    private final String authorization;
    private final String account;
    private JsonNode cached = JSON.createObjectNode();

    private JmapSession(String url, String authorization) {
        this.url = url;
        this.authorization = authorization;
        this.account = get("/.well-known/jmap").at("/primaryAccounts/" + MAIL).asString();
    }

    static JmapSession open(String url, String user, String password) {
        String credentials = user + ":" + password;
        return new JmapSession(
                url,
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    /** Signs in by an app password. */
    static JmapSession withToken(String url, String token) {
        return new JmapSession(url, "Bearer " + token);
    }

    /** Whether nobody may sign in so. */
    static boolean isRefused(String url, String user, String password) {
        try {
            open(url, user, password);
            return false;
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage()).endsWith(": 401");
        }
    }

    String account() {
        return account;
    }

    /** Calls one method with JSON arguments, without accountId; fails on an error. */
    JsonNode call(String method, String arguments) {
        return call(method, (ObjectNode) JSON.readTree(arguments));
    }

    JsonNode call(String method, ObjectNode arguments) {
        JsonNode response = callOrError(method, arguments);
        if (response.get(0).asString().equals("error")) {
            throw new AssertionError(method + " " + arguments + " gave " + response.get(1));
        }
        return response.get(1);
    }

    /** Calls a method that has no account. */
    JsonNode callWithoutAccount(String method, String arguments) {
        JsonNode response = send(method, (ObjectNode) JSON.readTree(arguments));
        if (response.get(0).asString().equals("error")) {
            throw new AssertionError(method + " " + arguments + " gave " + response.get(1));
        }
        return response.get(1);
    }

    /** Calls a method with these very arguments. */
    JsonNode callAsGiven(String method, ObjectNode arguments) {
        JsonNode response = send(method, arguments);
        if (response.get(0).asString().equals("error")) {
            throw new AssertionError(method + " " + arguments + " gave " + response.get(1));
        }
        return response.get(1);
    }

    /** The first method response: name, arguments, call id. */
    JsonNode callOrError(String method, ObjectNode arguments) {
        arguments.put("accountId", account);
        return send(method, arguments);
    }

    private JsonNode send(String method, ObjectNode arguments) {
        ArrayNode call = JSON.createArrayNode();
        call.add(method).add(arguments).add("0");
        return request(JSON.createArrayNode().add(call)).get(0);
    }

    /** Sends calls as one request, each with its accountId; the responses. */
    JsonNode request(ArrayNode calls) {
        ObjectNode request = JSON.createObjectNode();
        USING.forEach(request.putArray("using")::add);
        request.set("methodCalls", calls);
        byte[] body = JSON.writeValueAsBytes(request);
        HttpResponse<byte[]> response =
                send(
                        HttpRequest.newBuilder(URI.create(url + apiPath()))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body)));
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    response.statusCode()
                            + " "
                            + new String(response.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body()).get("methodResponses");
    }

    /** Uploads octets and returns the blob id. */
    String upload(byte[] octets) {
        String path = cachedSession().get("uploadUrl").asString().replace("{accountId}", account);
        HttpResponse<byte[]> response =
                send(
                        HttpRequest.newBuilder(URI.create(path))
                                .header("Content-Type", "message/rfc822")
                                .POST(BodyPublishers.ofByteArray(octets)));
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(
                    "upload: "
                            + response.statusCode()
                            + " "
                            + new String(response.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body()).get("blobId").asString();
    }

    byte[] download(String blob) {
        String path =
                cachedSession()
                        .get("downloadUrl")
                        .asString()
                        .replace("{accountId}", account)
                        .replace("{blobId}", blob)
                        .replace("{name}", "message.eml")
                        .replace("{type}", "message%2Frfc822");
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(URI.create(path)).GET());
        if (response.statusCode() != 200) {
            throw new AssertionError("download of " + blob + ": " + response.statusCode());
        }
        return response.body();
    }

    /** Uploads a message and imports it; returns the email id. */
    String importMessage(byte[] octets, String mailbox, String... keywords) {
        ObjectNode email = JSON.createObjectNode();
        email.put("blobId", upload(octets));
        email.putObject("mailboxIds").put(mailbox, true);
        ObjectNode set = email.putObject("keywords");
        for (String keyword : keywords) {
            set.put(keyword, true);
        }
        ObjectNode arguments = JSON.createObjectNode();
        arguments.putObject("emails").set("k", email);
        JsonNode answer = call("Email/import", arguments);
        JsonNode id = answer.at("/created/k/id");
        if (id.isMissingNode()) {
            throw new AssertionError("not imported: " + answer);
        }
        return id.asString();
    }

    /** Imports a short message into the inbox. */
    String importHello(String subject) {
        String text = "From: a@b.test\r\nSubject: " + subject + "\r\n\r\nHello\r\n";
        return importMessage(text.getBytes(StandardCharsets.UTF_8), mailboxByRole("inbox"));
    }

    /** The state of Email. */
    String emailState() {
        return call("Email/get", "{\"ids\": []}").get("state").asString();
    }

    String mailboxByRole(String role) {
        for (JsonNode mailbox : call("Mailbox/get", "{\"ids\":null}").get("list")) {
            if (mailbox.get("role").asString("").equals(role)) {
                return mailbox.get("id").asString();
            }
        }
        throw new AssertionError("no mailbox has the role " + role);
    }

    private String apiPath() {
        return URI.create(cachedSession().get("apiUrl").asString()).getRawPath();
    }

    private JsonNode cachedSession() {
        if (cached.isEmpty()) {
            cached = get("/.well-known/jmap");
        }
        return cached;
    }

    private JsonNode get(String path) {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(URI.create(url + path)).GET());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.header("Authorization", authorization)
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ConnectionLost(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The server went away in the middle: nobody knows whether it did what was asked. */
    static final class ConnectionLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConnectionLost(IOException cause) {
            super(cause);
        }
    }
}
