package io.daybook.blob.command.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.daybook.core.cluster.S3Settings;
import io.daybook.core.cluster.S3Settings.Credentials;
import io.daybook.core.cluster.S3Settings.Encryption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A bucket in memory that fails as a test tells it to, and remembers what it was asked. */
final class ScriptedS3 implements AutoCloseable {
    private static final String BUCKET = "mail";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    volatile String lifeCycle = "";
    private final HttpServer server;
    private volatile Script script = _ -> Fault.NONE;

    /** What goes wrong with a request. */
    enum Fault {
        NONE,
        /** 503 with the code SlowDown. */
        SLOW_DOWN,
        /** 403 with the code AccessDenied. */
        DENIED,
        /** The connection ends in the middle of what is sent there. */
        CUT_BEFORE,
        /** It is done, and the connection ends before that is said. */
        CUT_AFTER,
        /** The connection ends in the middle of what is sent back. */
        CUT_INSIDE
    }

    interface Script {
        Fault fault(Asked asked);
    }

    /**
     * @param headers by their names in lower case
     */
    record Asked(
            String method, String key, Map<String, String> query, Map<String, String> headers) {
        boolean isPart() {
            return query.containsKey("partNumber");
        }

        boolean isBeginning() {
            return query.containsKey("uploads");
        }

        boolean isCompletion() {
            return method.equals("POST") && query.containsKey("uploadId");
        }

        boolean isAbort() {
            return method.equals("DELETE") && query.containsKey("uploadId");
        }
    }

    ScriptedS3() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    S3Settings settings(Encryption encryption) {
        return new S3Settings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "us-east-1",
                BUCKET,
                new Credentials("test", "test-secret"),
                encryption,
                true);
    }

    void does(Script next) {
        asked.clear();
        script = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var it = asked(exchange);
            asked.add(it);
            var fault = script.fault(it);
            if (fault == Fault.CUT_BEFORE) {
                exchange.getRequestBody().readNBytes(1000);
                throw new IOException("cut");
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            var answer =
                    switch (fault) {
                        case SLOW_DOWN -> Answer.error(503, "SlowDown");
                        case DENIED -> Answer.error(403, "AccessDenied");
                        case NONE, CUT_BEFORE, CUT_AFTER, CUT_INSIDE -> carryOut(it, body);
                    };
            if (fault == Fault.CUT_AFTER) {
                throw new IOException("cut");
            }
            int length = answer.body().length;
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
            exchange.getResponseBody()
                    .write(answer.body(), 0, fault == Fault.CUT_INSIDE ? length / 2 : length);
            exchange.getResponseBody().flush();
            if (fault == Fault.CUT_INSIDE) {
                throw new IOException("cut");
            }
        }
    }

    private static Asked asked(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var query = new HashMap<String, String>();
        var raw = exchange.getRequestURI().getQuery();
        for (var parameter : raw == null ? new String[0] : raw.split("&")) {
            var parts = parameter.split("=", 2);
            query.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        var path = exchange.getRequestURI().getPath().substring(1);
        var key = path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
        return new Asked(exchange.getRequestMethod(), key, query, headers);
    }

    private record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer ok(String xml) {
            return new Answer(200, Map.of("ETag", "\"e\""), text(xml));
        }

        static Answer error(int status, String code) {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/xml"),
                    text("<Error><Code>" + code + "</Code></Error>"));
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Answer carryOut(Asked it, byte[] body) {
        if (it.query().containsKey("lifecycle")) {
            return lifeCycle(it, body);
        }
        return switch (it.method()) {
            case "PUT" -> put(it, body);
            case "GET", "HEAD" -> get(it);
            case "DELETE" -> {
                var ignored =
                        it.isAbort()
                                ? uploads.remove(it.query().get("uploadId"))
                                : objects.remove(it.key());
                yield new Answer(204, Map.of(), new byte[0]);
            }
            case "POST" -> it.isBeginning() ? begin() : complete(it);
            default -> Answer.error(400, "InvalidRequest");
        };
    }

    private Answer lifeCycle(Asked it, byte[] body) {
        if (it.method().equals("PUT")) {
            lifeCycle = new String(body, StandardCharsets.UTF_8);
            return Answer.ok("");
        }
        return lifeCycle.isEmpty()
                ? Answer.error(404, "NoSuchLifecycleConfiguration")
                : Answer.ok(lifeCycle);
    }

    private Answer put(Asked it, byte[] body) {
        if (it.isPart()) {
            var upload = uploads.get(it.query().get("uploadId"));
            if (upload == null) {
                return Answer.error(404, "NoSuchUpload");
            }
            upload.put(Integer.parseInt(it.query().get("partNumber")), body);
            return Answer.ok("");
        }
        var from = it.headers().get("x-amz-copy-source");
        if (from == null) {
            objects.put(it.key(), body);
            return Answer.ok("");
        }
        byte[] copied = objects.get(from.substring(from.indexOf('/') + 1));
        if (copied == null) {
            return Answer.error(404, "NoSuchKey");
        }
        objects.put(it.key(), copied);
        return Answer.ok("<CopyObjectResult><ETag>e</ETag></CopyObjectResult>");
    }

    private Answer get(Asked it) {
        if (it.key().isEmpty()) {
            return Answer.ok("");
        }
        byte[] all = objects.get(it.key());
        if (all == null) {
            return Answer.error(404, "NoSuchKey");
        }
        if (it.method().equals("HEAD")) {
            return new Answer(200, Map.of("Content-Length", "" + all.length), new byte[0]);
        }
        var range = RANGE.matcher(it.headers().getOrDefault("range", ""));
        if (!range.matches()) {
            return Answer.ok(new String(all, StandardCharsets.UTF_8));
        }
        int from = Integer.parseInt(range.group(1));
        int to = Math.min(all.length, Integer.parseInt(range.group(2)) + 1);
        if (from >= to) {
            return Answer.error(416, "InvalidRange");
        }
        var told = "bytes %d-%d/%d".formatted(from, to - 1, all.length);
        return new Answer(206, Map.of("Content-Range", told), Arrays.copyOfRange(all, from, to));
    }

    private Answer begin() {
        var id = "u" + (uploads.size() + asked.size());
        uploads.put(id, new TreeMap<>());
        return Answer.ok(
                "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
                        .formatted(id));
    }

    private Answer complete(Asked it) {
        var parts = uploads.remove(it.query().get("uploadId"));
        if (parts == null) {
            return Answer.error(404, "NoSuchUpload");
        }
        var all = new ByteArrayOutputStream();
        parts.values().forEach(all::writeBytes);
        objects.put(it.key(), all.toByteArray());
        return Answer.ok(
                "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
