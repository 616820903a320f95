package io.daybook.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Speaks to the admin API for a command. Paths begin with {@code /admin}. */
public final class AdminClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AdminServer server;
    private final HttpClient http;

    public AdminClient(AdminServer server) {
        this.server = server;
        var builder =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1);
        if (server.tls() != null) {
            builder.sslContext(server.tls());
        }
        this.http = builder.build();
    }

    /** The server did not do it; the message is for the operator. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        /** Of the answer; 0 when there was none. */
        public int status() {
            return status;
        }
    }

    public JsonNode get(String path) throws Refused, InterruptedException {
        return json("GET", path, null, BodyPublishers.noBody());
    }

    public JsonNode post(String path, JsonNode body) throws Refused, InterruptedException {
        return json("POST", path, "application/json", text(body));
    }

    public JsonNode put(String path, JsonNode body) throws Refused, InterruptedException {
        return json("PUT", path, "application/json", text(body));
    }

    public JsonNode delete(String path) throws Refused, InterruptedException {
        return json("DELETE", path, null, BodyPublishers.noBody());
    }

    /** Sends octets of any length. */
    public JsonNode upload(String path, String mediaType, BodyPublisher octets)
            throws Refused, InterruptedException {
        return json("POST", path, mediaType, octets);
    }

    /** The octets of the answer as they come; the caller closes them. */
    public InputStream download(String path) throws Refused, InterruptedException {
        return exchange("GET", path, null, BodyPublishers.noBody());
    }

    /** The same, of a request that says what is wanted. */
    public InputStream download(String path, JsonNode body) throws Refused, InterruptedException {
        return exchange("POST", path, "application/json", text(body));
    }

    private static BodyPublisher text(JsonNode body) {
        return BodyPublishers.ofByteArray(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode json(
            String method, String path, @Nullable String mediaType, BodyPublisher body)
            throws Refused, InterruptedException {
        try (InputStream answer = exchange(method, path, mediaType, body)) {
            byte[] octets = answer.readAllBytes();
            return octets.length == 0
                    ? JsonNodeFactory.instance.objectNode()
                    : JSON.readTree(octets);
        } catch (IOException | JacksonException e) {
            throw new Refused(0, "the answer of " + server.server() + " broke off: " + e);
        }
    }

    private InputStream exchange(
            String method, String path, @Nullable String mediaType, BodyPublisher body)
            throws Refused, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.server().resolve(server.server().getRawPath() + path))
                        .header("Authorization", "Bearer " + server.token())
                        .method(method, body);
        if (mediaType != null) {
            request.header("Content-Type", mediaType);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 != 2) {
                throw new Refused(response.statusCode(), problem(response));
            }
            return response.body();
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Refused(
                    0,
                    "no answer from "
                            + server.server()
                            + " ("
                            + why
                            + "); check --server, --trust and whether it runs");
        }
    }

    private static String problem(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            JsonNode problem = JSON.readTree(body.readAllBytes());
            return problem.path("title").asString() + ": " + problem.path("detail").asString();
        } catch (JacksonException e) {
            return "the server answers " + response.statusCode() + " and no problem of its own";
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
