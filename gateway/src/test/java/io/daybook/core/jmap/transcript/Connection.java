package io.daybook.core.jmap.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a transcript says to a server, as one user. */
final class Connection {
    private static final int PATIENCE_SECONDS = 60;
    private static final String REQUEST = "\"@type\":\"Request\",\"id\":\"t\"";

    private final URI server;
    private final String authorization;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable BufferedReader events;
    private @Nullable SocketClient socket;

    Connection(URI server, String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    record Reply(int status, String type, String body) {}

    /**
     * @param type of the body; null when there is none
     */
    Reply send(String method, String path, @Nullable String type, String body) {
        var request = request(path);
        if (type != null) {
            request.header("Content-Type", type);
        }
        request.method(
                method, type == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        String answered = response.headers().firstValue("Content-Type").orElse("");
        return new Reply(response.statusCode(), answered, response.body());
    }

    /** Sends the body of a request over a WebSocket: an object becomes a Request. */
    Reply say(String body) {
        if (socket == null) {
            String path = server.resolve("/jmap/ws").toString().replaceFirst("http", "ws");
            socket = new SocketClient(URI.create(path), "jmap", "Authorization", authorization);
        }
        String text = body.strip();
        if (text.startsWith("{")) {
            String rest = text.substring(1).strip();
            text = "{" + REQUEST + (rest.startsWith("}") ? "" : ",") + rest;
        }
        JsonNode message = socket.send(text).next();
        return switch (message.get("@type").stringValue()) {
            case "Response" -> new Reply(200, "application/json", message.toString());
            case "RequestError" ->
                    new Reply(
                            message.get("status").intValue(),
                            "application/problem+json",
                            message.toString());
            default -> fail("not asked for: " + message);
        };
    }

    void close() {
        if (socket != null) {
            socket.close();
        }
        http.close();
    }

    /** Opens the event source that ends after one event, in place of any before. */
    void listen(String path) {
        var response = send(request(path), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        events = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The data of the next event. */
    String hear() {
        BufferedReader open = events;
        if (open == null) {
            return fail("nobody listens");
        }
        try {
            return CompletableFuture.supplyAsync(() -> data(open))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return fail("no event came", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", e);
        }
    }

    private static String data(BufferedReader events) {
        try {
            for (String line = events.readLine(); line != null; line = events.readLine()) {
                if (line.startsWith("data: ")) {
                    return line.substring("data: ".length());
                }
            }
            throw new IllegalStateException("the event source ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Authorization", authorization);
    }

    private <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            return fail("no answer from " + server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", e);
        }
    }
}
