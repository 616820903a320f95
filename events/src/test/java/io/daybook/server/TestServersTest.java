package io.daybook.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The servers that other tests rely on do start, answer, and end. */
@Tag("cluster")
class TestServersTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void elasticsearch_indexes_and_finds() throws Exception {
        var elasticsearch = TestElasticsearch.shared();
        String index = elasticsearch.uri() + "/" + elasticsearch.prefix();
        assertThat(send("PUT", index, "{}").statusCode()).isEqualTo(200);
        send("PUT", index + "/_doc/1?refresh=true", "{\"text\":\"a daybook\"}");
        assertThat(send("GET", index + "/_search?q=text:daybook", "").body())
                .contains("\"value\":1");
        assertThat(send("DELETE", index, "").statusCode()).isEqualTo(200);
    }

    @Test
    void s3_keeps_what_is_put() throws Exception {
        var s3 = TestS3.shared();
        assumeThat(s3.looksAtSignatures())
                .as("whether it looks at signatures, which these requests lack")
                .isFalse();
        String bucket = s3.endpoint() + "/" + s3.bucket();
        assertThat(send("PUT", bucket, "").statusCode()).isEqualTo(200);
        assertThat(send("PUT", bucket + "/a/b", "octets").statusCode()).isEqualTo(200);
        assertThat(send("GET", bucket + "/a/b", "").body()).isEqualTo("octets");
    }

    @Test
    void a_server_that_was_closed_listens_no_more() throws Exception {
        var s3 = TestS3.start();
        String endpoint = s3.endpoint();
        assumeThat(s3.isOwn()).as("whether it can be ended").isTrue();
        s3.close();
        assertThatThrownBy(() -> send("GET", endpoint, "")).isInstanceOf(ConnectException.class);
    }

    private static HttpResponse<String> send(String method, String uri, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(uri))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
