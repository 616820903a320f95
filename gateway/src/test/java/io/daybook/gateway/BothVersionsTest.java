package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.launch.Tls;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.tcp.SslProvider;
import tools.jackson.databind.json.JsonMapper;

/** Bodies, and requests under way when the server stops, over HTTP/1.1 and HTTP/2. */
class BothVersionsTest {
    private static SslProvider tls;
    private static SSLContext trust;

    @BeforeAll
    static void encrypt(@TempDir Path data) throws Exception {
        var random = new SecureRandom();
        Tls.Files files =
                Objects.requireNonNull(
                        Encryption.files(new Tls.SelfSigned(), data, Clock.systemUTC(), random));
        tls = Encryption.of(files);
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (var in = Files.newInputStream(files.certificate())) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setCertificateEntry("daybook", certificate);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        trust = SSLContext.getInstance("TLS");
        trust.init(null, managers.getTrustManagers(), random);
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trust).build();
    }

    private static String echo(String text) {
        return "{\"using\":[\"urn:ietf:params:jmap:core\"],\"methodCalls\":[[\"Core/echo\",{\"a\":\""
                + text
                + "\"},\"0\"]]}";
    }

    private static CompletableFuture<HttpResponse<String>> post(
            HttpClient http, TestServer server, String path, String type, BodyPublisher body) {
        return http.sendAsync(
                server.request(path).header("Content-Type", type).POST(body).build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void bodies_of_any_size_arrive_announced_or_not(HttpClient.Version version) throws Exception {
        try (var server = TestServer.encrypted(new FakeSides(), tls);
                var http = client(version)) {
            for (int size : new int[] {0, 1, 70_000, 3_000_000}) {
                String body = echo("x".repeat(size));
                byte[] octets = body.getBytes(StandardCharsets.UTF_8);
                for (BodyPublisher publisher :
                        List.of(
                                BodyPublishers.ofByteArray(octets),
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(octets)))) {
                    var answer =
                            post(http, server, "/jmap/api", "application/json", publisher).get();
                    assertThat(answer.version()).isEqualTo(version);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.body()).contains("\"" + "x".repeat(size) + "\"");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void an_upload_arrives_and_one_that_is_too_large_is_refused(HttpClient.Version version)
            throws Exception {
        try (var server = TestServer.encrypted(new FakeSides(), tls);
                var http = client(version)) {
            byte[] file = new byte[5_000_000];
            file[4_999_999] = 7;
            var stored =
                    post(
                                    http,
                                    server,
                                    "/jmap/upload/alice1/",
                                    "x/y",
                                    BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(file)))
                            .get();
            assertThat(stored.statusCode()).isEqualTo(201);
            assertThat(new JsonMapper().readTree(stored.body()).get("size").intValue())
                    .isEqualTo(file.length);
            byte[] large = new byte[10_000_001];
            var refused =
                    post(
                                    http,
                                    server,
                                    "/jmap/api",
                                    "application/json",
                                    BodyPublishers.ofByteArray(large))
                            .get();
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("maxSizeRequest");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void what_is_under_way_when_the_server_stops_is_answered(HttpClient.Version version)
            throws Exception {
        var waiting = new WaitingMethod();
        try (var http = client(version)) {
            var server = TestServer.encrypted(new FakeSides(), tls, waiting);
            var open = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            String body = echo("z").replace("Core/echo", "Test/wait");
            for (int i = 0; i < 5; i++) {
                open.add(
                        post(
                                http,
                                server,
                                "/jmap/api",
                                "application/json",
                                BodyPublishers.ofString(body)));
            }
            waiting.awaitCalls(open.size());
            var stop = Thread.ofVirtual().start(server::close);
            waiting.letGo();
            for (var one : open) {
                var answer = one.get(1, TimeUnit.MINUTES);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("[\"Test/wait\",{\"a\":\"z\"},\"0\"]");
            }
            assertThat(stop.join(Duration.ofMinutes(1))).isTrue();
        }
    }
}
