package io.daybook.whole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Stands between the moving command and the two servers, and does something deadly at one step of
 * the move: before the request goes on, or after its answer came, which is then lost.
 */
final class CuttingProxy implements AutoCloseable {
    /** What the command asks of the servers, in its order. */
    enum Step {
        FIND,
        COPY,
        UPLOAD,
        ARRIVE,
        TAIL,
        UPLOAD_TAIL,
        FOLLOW,
        HOLD,
        LAST_TAIL,
        UPLOAD_LAST_TAIL,
        LAST_FOLLOW,
        DEPARTURE,
        OPEN
    }

    /**
     * @param isBefore whether the request is not answered at all; else its answer is lost
     */
    record Cut(Step step, boolean isBefore) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Cut cut;
    private final Runnable deadly;
    private final AtomicBoolean done = new AtomicBoolean();
    private final HttpServer source;
    private final HttpServer target;
    private volatile Step last = Step.FIND;

    CuttingProxy(Supplier<String> source, Supplier<String> target, Cut cut, Runnable deadly)
            throws IOException {
        this.cut = cut;
        this.deadly = deadly;
        this.source = serve(source);
        this.target = serve(target);
    }

    private HttpServer serve(Supplier<String> to) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> pass(exchange, to.get()));
        server.start();
        return server;
    }

    String sourceUrl() {
        return "http://127.0.0.1:" + source.getAddress().getPort();
    }

    String targetUrl() {
        return "http://127.0.0.1:" + target.getAddress().getPort();
    }

    boolean hasCut() {
        return done.get();
    }

    private void pass(HttpExchange exchange, String to) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Step step = step(exchange, new String(body, StandardCharsets.ISO_8859_1));
        last = step;
        boolean isCut = step == cut.step() && done.compareAndSet(false, true);
        if (isCut && cut.isBefore()) {
            deadly.run();
            exchange.close();
            return;
        }
        var answer = forward(exchange, to, body);
        if (isCut) {
            deadly.run();
        }
        if (isCut || answer == null) {
            exchange.close();
            return;
        }
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        int length = answer.body().length;
        exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
        new ByteArrayInputStream(answer.body()).transferTo(exchange.getResponseBody());
        exchange.close();
    }

    /** Null when the server went away. */
    private HttpResponse<byte[]> forward(HttpExchange exchange, String to, byte[] body) {
        var request =
                HttpRequest.newBuilder(URI.create(to + exchange.getRequestURI()))
                        .timeout(Duration.ofSeconds(60))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String name : new String[] {"Authorization", "Content-Type"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Step step(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        boolean isHeld = last.compareTo(Step.HOLD) >= 0;
        if (path.endsWith("/departure")) {
            return exchange.getRequestMethod().equals("GET") ? Step.FIND : Step.DEPARTURE;
        } else if (path.endsWith("/archive")) {
            boolean isFirst = body.contains("\"fromEvent\":0,");
            return isFirst ? Step.COPY : isHeld ? Step.LAST_TAIL : Step.TAIL;
        } else if (path.equals("/admin/archives")) {
            return last == Step.COPY
                    ? Step.UPLOAD
                    : isHeld ? Step.UPLOAD_LAST_TAIL : Step.UPLOAD_TAIL;
        } else if (path.endsWith("/arrive")) {
            return Step.ARRIVE;
        } else if (path.endsWith("/follow")) {
            return isHeld ? Step.LAST_FOLLOW : Step.FOLLOW;
        } else if (path.endsWith("/hold")) {
            return Step.HOLD;
        } else if (path.endsWith("/open")) {
            return Step.OPEN;
        }
        // What takes back what was begun.
        return last;
    }

    @Override
    public void close() {
        source.stop(0);
        target.stop(0);
        http.shutdownNow();
    }
}
