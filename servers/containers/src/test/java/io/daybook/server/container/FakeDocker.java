package io.daybook.server.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of Docker's API as Testcontainers needs to start one container, run commands in it and
 * remove it. No server runs in it: every command succeeds, and where Elasticsearch would listen it
 * answers itself.
 */
final class FakeDocker implements AutoCloseable {
    private static final Pattern BINDING =
            Pattern.compile("\"(\\d+)/tcp\":\\[\\{\"HostIp\":\"([^\"]*)\",\"HostPort\":\"(\\d*)\"");
    private static final String INFO =
            "{\"ServerVersion\":\"28.0\",\"OSType\":\"linux\",\"OperatingSystem\":\"x\",\"MemTotal\":1}";
    private static final String VERSION = "{\"Version\":\"28.0\",\"ApiVersion\":\"1.48\"}";
    private static final String IMAGE =
            "{\"Id\":\"sha256:1\",\"Created\":\"2026-01-01T00:00:00Z\"}";

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String created = "";

    FakeDocker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What it was asked to do, each as its method and its path, and its body if that is text. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** The body of the request that made the container. */
    String created() {
        return created;
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v1\\.\\d+", "");
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(method + " " + path + " " + body);
            if (path.equals("/containers/create")) {
                created = body;
            }
            byte[] answer = answer(method, path);
            exchange.sendResponseHeaders(
                    path.endsWith("/create") ? 201 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(String method, String path) {
        String text =
                switch (path) {
                    case "/info" -> INFO;
                    case "/version" -> VERSION;
                    case "/containers/create" -> "{\"Id\":\"1\"}";
                    case "/containers/1/json" -> container();
                    case "/containers/1/exec" -> "{\"Id\":\"2\"}";
                    case "/exec/2/json" -> "{\"ID\":\"2\",\"Running\":false,\"ExitCode\":0}";
                    case "/images/json", "/containers/json" -> "[]";
                    default -> path.startsWith("/images/") ? IMAGE : "";
                };
        return path.equals("/exec/2/start") ? output("done\n") : text.getBytes(UTF_8);
    }

    /** In the form of an output that is not a terminal: which stream, length, octets. */
    private static byte[] output(String text) {
        return ByteBuffer.allocate(8 + text.length())
                .putInt(1 << 24)
                .putInt(text.length())
                .put(text.getBytes(UTF_8))
                .array();
    }

    /**
     * Runs, with the ports that it was made with; where it may choose one, with that of this
     * server.
     */
    private String container() {
        var ports = new StringBuilder();
        Matcher bindings = BINDING.matcher(created);
        while (bindings.find()) {
            String outside = bindings.group(3).isEmpty() ? "" + port() : bindings.group(3);
            ports.append(ports.isEmpty() ? "" : ",")
                    .append(
                            "\"%s/tcp\":[{\"HostIp\":\"%s\",\"HostPort\":\"%s\"}]"
                                    .formatted(bindings.group(1), bindings.group(2), outside));
        }
        return "{\"Id\":\"1\",\"Name\":\"/one\",\"Config\":{},\"HostConfig\":{},"
                + "\"State\":{\"Status\":\"running\",\"Running\":true,"
                + "\"StartedAt\":\"2026-01-01T00:00:00Z\"},"
                + "\"NetworkSettings\":{\"Ports\":{"
                + ports
                + "}}}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
