package io.daybook.email.projection;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Stands before an Elasticsearch, and answers in its place when a test wants it to. */
final class FickleElastic implements AutoCloseable {
    static final Map<String, String> AS_ELASTICSEARCH =
            Map.of("Content-Type", "application/json", "X-Elastic-Product", "Elasticsearch");

    private final String server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer front;
    private volatile Whim whim = _ -> null;
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /**
     * @param target path and parameters
     * @param at when it came, by {@link System#nanoTime()}
     */
    record Asked(String method, String target, String body, long at) {
        @Override
        public String toString() {
            return method + " " + target;
        }

        boolean isBulk() {
            return target.contains("/_bulk");
        }

        boolean isProgress() {
            return method.equals("PUT") && target.contains("/_doc/");
        }
    }

    /**
     * @param missing octets that are promised and never come
     */
    record Answer(int status, Map<String, String> headers, byte[] body, int missing) {
        static Answer of(int status, String json) {
            return new Answer(status, AS_ELASTICSEARCH, json.getBytes(StandardCharsets.UTF_8), 0);
        }
    }

    /** What answers in the place of the server. */
    interface Whim {
        /** Null when the server answers. */
        @Nullable Answer answer(Asked asked) throws IOException, InterruptedException;
    }

    FickleElastic(String server) {
        this.server = server;
        try {
            front =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        front.createContext("/", this::handle);
        front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        front.start();
    }

    String uri() {
        return "http://127.0.0.1:" + front.getAddress().getPort();
    }

    void has(Whim next) {
        asked.clear();
        whim = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var it =
                    new Asked(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            isPacked ? unpacked(body) : text(body),
                            System.nanoTime());
            asked.add(it);
            var answer = whim.answer(it);
            answer(exchange, answer == null ? forward(it) : answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String unpacked(byte[] octets) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(octets))) {
            return text(in.readAllBytes());
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** What the server answers. */
    Answer forward(Asked it) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server + it.target()))
                        .header("Content-Type", "application/json")
                        .method(it.method(), BodyPublishers.ofString(it.body()));
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), AS_ELASTICSEARCH, answer.body(), 0);
    }

    /** Refuses those documents of a bulk, and has the server take the others. */
    Whim refusing(Predicate<String> document, int status, String error) {
        return asked -> {
            if (!asked.isBulk()) {
                return null;
            }
            var taken = new StringBuilder();
            var isTaken = new ArrayList<Boolean>();
            var lines = asked.body().lines().iterator();
            while (lines.hasNext()) {
                var action = lines.next() + "\n";
                var text = action.startsWith("{\"delete\"") ? "" : lines.next() + "\n";
                isTaken.add(!document.test(text));
                taken.append(document.test(text) ? "" : action + text);
            }
            return Answer.of(
                    200, merged(isTaken, takenItems(asked, taken.toString()), status, error));
        };
    }

    private Iterator<JsonNode> takenItems(Asked asked, String lines)
            throws IOException, InterruptedException {
        if (lines.isEmpty()) {
            return Collections.emptyIterator();
        }
        var to = new Asked(asked.method(), asked.target(), lines, asked.at());
        return JsonMapper.shared().readTree(forward(to).body()).path("items").iterator();
    }

    private static String merged(
            List<Boolean> isTaken, Iterator<JsonNode> items, int status, String error) {
        var answer = JsonNodeFactory.instance.objectNode();
        var all = answer.putArray("items");
        for (boolean taken : isTaken) {
            if (taken) {
                all.add(items.next());
            } else {
                all.addObject()
                        .putObject("index")
                        .put("status", status)
                        .putObject("error")
                        .put("type", error);
            }
        }
        return answer.toString();
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        int length = answer.body().length + answer.missing();
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        exchange.getResponseBody().write(answer.body());
        exchange.getResponseBody().flush();
        if (answer.missing() > 0) {
            throw new IOException("the connection ends here");
        }
    }

    @Override
    public void close() {
        front.stop(0);
        client.close();
    }
}
