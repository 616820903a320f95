package io.daybook.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private HttpServer server;
    private FaultProxy proxy;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    // Whoever leaves a body unread loses the connection.
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        proxy = FaultProxy.to(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        proxy.close();
        server.stop(0);
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000]))
                .build();
    }

    private int status() throws IOException, InterruptedException {
        return http.send(request(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void what_is_sent_arrives_and_after_a_pause_it_arrives_late() throws Exception {
        assertThat(status()).isEqualTo(204);
        proxy.pause();
        var waiting = http.sendAsync(request(), HttpResponse.BodyHandlers.discarding());
        assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        proxy.restore();
        assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }

    @Test
    void a_cut_ends_what_is_open_and_what_comes() throws Exception {
        assertThat(status()).isEqualTo(204);
        proxy.pause();
        var lost = http.sendAsync(request(), HttpResponse.BodyHandlers.discarding());
        proxy.cut();
        assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        assertThatThrownBy(this::status).isInstanceOf(IOException.class);
        proxy.restore();
        assertThat(status()).isEqualTo(204);
    }

    @Test
    void refusals_are_answers_and_a_delay_is_a_delay() throws Exception {
        proxy.refuse();
        assertThat(status()).isEqualTo(503);
        proxy.restore();
        proxy.delay(Duration.ofMillis(50));
        long began = System.nanoTime();
        assertThat(status()).isEqualTo(204);
        assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(100).toNanos());
    }
}
