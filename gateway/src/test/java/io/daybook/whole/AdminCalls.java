package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Requests of an administrator to a server. */
final class AdminCalls {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String token;

    AdminCalls(String url, String token) {
        this.url = url;
        this.token = token;
    }

    JsonNode get(String path) {
        return answer("GET", path, "", 200);
    }

    /** The JSON of an answer that must have this status. */
    JsonNode answer(String method, String path, String body, int status) {
        var answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JmapSession.JSON.readTree(answer.body());
    }

    /** All entries of the audit that the query finds, newest first. */
    List<JsonNode> audit(String query) {
        var answer = send("GET", "/admin/audit/export" + query, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/jsonl");
        var lines = new ArrayList<JsonNode>();
        answer.body().lines().forEach(line -> lines.add(JmapSession.JSON.readTree(line)));
        return lines;
    }

    HttpResponse<String> send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
