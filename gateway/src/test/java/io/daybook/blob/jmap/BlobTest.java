package io.daybook.blob.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.jmap.Limits;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BlobTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final byte[] LARGE = new byte[900_000];
    private static final Limits LIMITS = new Limits(1_000_000, 4, 10_000_000, 8, 64, 1000, 1000);
    private static TestServer server;

    @BeforeAll
    static void start() {
        new Random(1).nextBytes(LARGE);
        server = TestServer.start(new FakeSides(), LIMITS, Set.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> upload(HttpRequest.BodyPublisher body) throws Exception {
        var request = server.request("/jmap/upload/alice1/").header("Content-Type", "text/x-test");
        return HTTP.send(request.POST(body).build(), BodyHandlers.ofString());
    }

    private static String uploaded(byte[] octets) throws Exception {
        JsonNode json =
                new JsonMapper().readTree(upload(BodyPublishers.ofByteArray(octets)).body());
        return json.get("blobId").stringValue();
    }

    private static HttpResponse<byte[]> download(String rest, String... headers) throws Exception {
        var request = server.request("/jmap/download/alice1/" + rest);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void what_was_uploaded_downloads_octet_by_octet() throws Exception {
        var response = upload(BodyPublishers.ofByteArray(LARGE));
        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode json = new JsonMapper().readTree(response.body());
        assertThat(json.get("accountId").stringValue()).isEqualTo("alice1");
        assertThat(json.get("type").stringValue()).isEqualTo("text/x-test");
        assertThat(json.get("size").intValue()).isEqualTo(LARGE.length);
        String id = json.get("blobId").stringValue();
        assertThat(id).isEqualTo(BlobId.of(LARGE).value());
        var download = download(id + "/a.bin?type=image%2Fpng");
        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.body()).isEqualTo(LARGE);
        var headers = download.headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("image/png");
        assertThat(headers.firstValue("Cache-Control"))
                .hasValue("private, immutable, max-age=31536000");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue("sandbox; default-src 'none'");
    }

    @Test
    void an_empty_upload_is_a_blob_too() throws Exception {
        String id = uploaded(new byte[0]);
        assertThat(download(id + "/empty").body()).isEmpty();
    }

    @Test
    void an_upload_over_the_limit_is_refused_whether_announced_or_not() throws Exception {
        int before = server.blobs().count();
        byte[] large = new byte[LARGE.length + 200_000];
        for (var body :
                new HttpRequest.BodyPublisher[] {
                    BodyPublishers.ofByteArray(large),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))
                }) {
            var response = upload(body);
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body())
                    .contains("urn:ietf:params:jmap:error:limit")
                    .contains("\"limit\":\"maxSizeUpload\"");
        }
        assertThat(server.blobs().count()).isEqualTo(before);
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws Exception {
        byte[] octets = new byte[50_000];
        new Random(2).nextBytes(octets);
        try (var socket = announce(60_000)) {
            socket.getOutputStream().write(octets);
        }
        server.blobs().awaitClosedUploads();
        assertThat(server.blobs().count(BlobId.of(octets))).isZero();
    }

    @Test
    void one_user_has_only_so_many_uploads_open() throws Exception {
        uploaded(new byte[] {1});
        server.blobs().awaitBegunUploads(1);
        var open = new ArrayList<Socket>();
        for (int i = 0; i < LIMITS.maxConcurrentUpload(); i++) {
            Socket socket = announce(100);
            socket.getOutputStream().write('x');
            open.add(socket);
        }
        server.blobs().awaitBegunUploads(open.size());
        var refused = upload(BodyPublishers.ofString("one too many"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .contains("urn:ietf:params:jmap:error:limit")
                .contains("\"limit\":\"maxConcurrentUpload\"");
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** An upload of which nothing has come but how long it will be. */
    private static Socket announce(int length) throws IOException {
        var socket = new Socket("127.0.0.1", server.port());
        String head =
                "POST /jmap/upload/alice1/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + TestServer.AUTHORIZATION
                        + "\r\nContent-Length: "
                        + length
                        + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void another_account_is_not_there() throws Exception {
        var other = new AccountId("bob1");
        BlobId secret = server.blobs().store(other, new byte[] {1, 2, 3});
        for (String path :
                new String[] {"bob1/" + secret + "/x", "alice1/" + secret + "/x", "x//y", "/"}) {
            var request = server.request("/jmap/download/" + path).build();
            assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        }
        var upload = server.request("/jmap/upload/bob1/").POST(BodyPublishers.ofString("x"));
        assertThat(HTTP.send(upload.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-99 | 0 | 100",
                "bytes=899990- | 899990 | 10",
                "bytes=-5 | 899995 | 5",
                "bytes=-9999999 | 0 | 900000",
                "bytes=100-9999999 | 100 | 899900",
                "bytes=300000-800000 | 300000 | 500001"
            })
    void a_range_is_a_part_of_the_blob(String range, int from, int length) throws Exception {
        var part = download(uploaded(LARGE) + "/x", "Range", range);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .hasValue("bytes " + from + "-" + (from + length - 1) + "/900000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(LARGE, from, from + length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=5-1",
                "bytes=-",
                "bytes=a-b",
                "lines=1-2",
                "bytes=0-1,5-6",
                "nonsense"
            })
    void a_range_that_means_nothing_is_the_whole(String range) throws Exception {
        var whole = download(uploaded(LARGE) + "/x", "Range", range);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).hasSize(LARGE.length);
    }

    @Test
    void a_range_counts_only_of_the_representation_that_if_range_names() throws Exception {
        String path = uploaded(LARGE) + "/x";
        String tag =
                download(path, "Range", "bytes=0-0").headers().firstValue("ETag").orElseThrow();
        assertThat(ranged(path, tag).statusCode()).isEqualTo(206);
        assertThat(ranged(path, tag).body()).hasSize(10);
        // RFC 9110 section 13.1.5: a weak tag or a date that is not ours makes it the whole.
        for (String other :
                new String[] {"\"other\"", "W/" + tag, "Sun, 22 Nov 2026 10:11:12 GMT", ""}) {
            assertThat(ranged(path, other).statusCode()).as(other).isEqualTo(200);
            assertThat(ranged(path, other).body()).hasSize(LARGE.length);
        }
    }

    private static HttpResponse<byte[]> ranged(String path, String ifRange) throws Exception {
        var request =
                server.request("/jmap/download/alice1/" + path)
                        .header("Range", "bytes=10-19")
                        .header("If-Range", ifRange)
                        .build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    @Test
    void a_range_beyond_the_end_is_416() throws Exception {
        var response = download(uploaded(LARGE) + "/x", "Range", "bytes=900000-");
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes */900000");
    }

    @Test
    void a_known_entity_tag_saves_the_transfer_but_not_the_authorisation() throws Exception {
        String id = uploaded(new byte[] {7});
        String tag = download(id + "/x").headers().firstValue("ETag").orElseThrow();
        assertThat(download(id + "/x", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(download(id + "/x", "If-None-Match", "W/" + tag).statusCode()).isEqualTo(304);
        assertThat(download(id + "/x", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        var nobody =
                HttpRequest.newBuilder(server.uri("/jmap/download/alice1/" + id + "/x"))
                        .header("If-None-Match", tag)
                        .build();
        assertThat(HTTP.send(nobody, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        BlobId foreign = server.blobs().store(new AccountId("bob1"), new byte[] {9, 9});
        assertThat(download(foreign + "/x", "If-None-Match", "\"" + foreign + "\"").statusCode())
                .isEqualTo(404);
    }

    @Test
    void no_name_breaks_out_of_its_header() throws Exception {
        String id = uploaded(new byte[] {7});
        var response = download(id + "/a%0D%0AX-Evil:%20yes%22%3B%20b%2Fc%E2%82%AC.txt");
        assertThat(response.headers().firstValue("X-Evil")).isEmpty();
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue(
                        "attachment; filename=\"a__X-Evil_ yes__ b_c_.txt\";"
                                + " filename*=UTF-8''a__X-Evil%3A%20yes%22%3B%20b_c%E2%82%AC.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "a/b%0d%0aX-Evil:1", "text/html%0A", "%FF/%FF", "a/b/c"})
    void a_type_that_is_none_is_refused_or_taken_for_octets(String type) throws Exception {
        var response = download(uploaded(new byte[] {7}) + "/x?type=" + type);
        assertThat(response.headers().firstValue("X-Evil")).isEmpty();
        if (response.statusCode() == 200) {
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("application/octet-stream");
        } else {
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void a_part_of_a_message_downloads_decoded() throws Exception {
        byte[] message =
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        String whole = uploaded(message);
        int offset = new String(message, StandardCharsets.US_ASCII).indexOf("aGVs");
        String part = "P" + whole.substring(1) + Integer.toString(offset, 36) + "-8-b";
        assertThat(new String(download(part + "/x").body(), StandardCharsets.US_ASCII))
                .isEqualTo("hello");
        String beyond = "P" + whole.substring(1) + "zz-8-b";
        assertThat(download(beyond + "/x").statusCode()).isEqualTo(404);
    }
}
