package io.daybook.core.jmap.transcript;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the requests of a transcript reach the server. */
public sealed interface Wire extends AutoCloseable {
    /** A status and the JSON that came with it. */
    record Reply(int status, JsonNode json) {}

    /** Sends the body of a request as it is. */
    Reply send(String body);

    @Override
    void close();

    static Wire http(URI api, String authorization) {
        return new Http(api, authorization, HttpClient.newHttpClient());
    }

    /** One WebSocket (RFC 8887) for all requests. */
    static Wire socket(URI uri, String authorization) {
        return new Socket(new SocketClient(uri, "jmap", "Authorization", authorization));
    }

    record Http(URI api, String authorization, HttpClient client) implements Wire {
        @Override
        public Reply send(String body) {
            var request =
                    HttpRequest.newBuilder(api)
                            .header("Authorization", authorization)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            try {
                var response = client.send(request, HttpResponse.BodyHandlers.ofString());
                return new Reply(response.statusCode(), new JsonMapper().readTree(response.body()));
            } catch (IOException e) {
                throw new AssertionError("no answer from " + api, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    record Socket(SocketClient client) implements Wire {
        private static final String TYPE = "\"@type\":\"Request\",\"id\":\"t\"";

        /** An object becomes a Request; anything else goes as it is. */
        @Override
        public Reply send(String body) {
            String text = body.strip();
            if (text.startsWith("{")) {
                String rest = text.substring(1).strip();
                text = "{" + TYPE + (rest.startsWith("}") ? "" : ",") + rest;
            }
            JsonNode message = client.send(text).next();
            return switch (message.get("@type").stringValue()) {
                case "Response" -> new Reply(200, message);
                case "RequestError" -> new Reply(message.get("status").intValue(), message);
                default -> throw new AssertionError("not asked for: " + message);
            };
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
