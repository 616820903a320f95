package io.daybook.email.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.ElasticSettings.Login;
import io.daybook.core.cluster.SettingRefused;
import io.daybook.email.projection.elastic.ElasticTextIndex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a node says who it is, and what it says when it is not believed. */
class ElasticLoginTest {
    private final AtomicReference<@Nullable String> authorization = new AtomicReference<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
                    exchange.sendResponseHeaders(status, 2);
                    exchange.getResponseBody().write(new byte[] {'{', '}'});
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ElasticTextIndex index(@Nullable Login login) {
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new ElasticTextIndex(
                new ElasticSettings(List.of(uri), login, null, "test"),
                1,
                new StoredMessages(new MemoryBlobs()),
                (_, _, _) -> false);
    }

    @Test
    void a_password_and_a_key_are_sent_as_elasticsearch_wants_them() {
        try (var index = index(new Login.Password("daybook", "secret"))) {
            index.requireLogin();
            assertThat(authorization.get()).isEqualTo("Basic ZGF5Ym9vazpzZWNyZXQ=");
        }
        try (var index = index(new Login.ApiKey("a2V5"))) {
            index.requireLogin();
            assertThat(authorization.get()).isEqualTo("ApiKey a2V5");
        }
        try (var index = index(null)) {
            index.requireLogin();
            assertThat(authorization.get()).isNull();
        }
    }

    @Test
    void a_login_that_is_wrong_is_told_in_one_line_without_the_secret() {
        status = 401;
        try (var index = index(new Login.Password("daybook", "secret"))) {
            assertThatThrownBy(index::requireLogin)
                    .isInstanceOf(SettingRefused.class)
                    .hasMessageContaining("elasticsearch.password")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void a_server_that_does_not_answer_hinders_no_start() {
        server.stop(0);
        try (var index = index(null)) {
            assertThatCode(index::requireLogin).doesNotThrowAnyException();
        }
    }
}
