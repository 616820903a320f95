package io.daybook.importer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JMAP server in memory with one account, just large enough for an import, that breaks on demand.
 */
final class FakeJmapServer implements AutoCloseable {
    static final String USER = "alice@example.test";
    static final String PASSWORD = "open sesame";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer http;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, ObjectNode> mailboxes = new LinkedHashMap<>();
    private final List<Email> emails = new ArrayList<>();
    private final Queue<Runnable> late = new ArrayDeque<>();
    private final Map<String, Object> limits =
            new HashMap<>(
                    Map.of(
                            "maxSizeUpload", 100_000,
                            "maxConcurrentUpload", 3,
                            "maxSizeRequest", 50_000,
                            "maxObjectsInGet", 50,
                            "maxObjectsInSet", 7));
    private String epoch = "a";
    private int sequence;
    private int nextId = 10;
    private long quota = Long.MAX_VALUE;
    private int imports;
    Supplier<Fault> faults = () -> Fault.NONE;
    BooleanSupplier doLate = new Random(7)::nextBoolean;
    Runnable beforeImport = () -> {};

    record Email(
            String id, String blob, String mailbox, List<String> keywords, String receivedAt) {}

    /** What goes wrong with one request. */
    enum Fault {
        NONE,
        CUT_BEFORE,
        CUT_AFTER,
        BROKEN_BEFORE,
        BROKEN_AFTER,
        BUSY,
        /** The connection is cut, and the request is done only when others were. */
        LATE,
        METHOD_FAILS
    }

    FakeJmapServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::handle);
        http.start();
        for (String role : List.of("inbox", "trash", "sent")) {
            addMailbox(role.substring(0, 1).toUpperCase() + role.substring(1), null, role);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    void limit(String name, long value) {
        limits.put(name, value);
    }

    synchronized void quota(long messages) {
        quota = messages;
    }

    synchronized List<Email> emails() {
        return List.copyOf(emails);
    }

    synchronized byte[] octets(Email email) {
        return blobs.get(email.blob());
    }

    synchronized int imports() {
        return imports;
    }

    /** Path of names of a mailbox. */
    synchronized String path(String mailbox) {
        ObjectNode node = mailboxes.get(mailbox);
        String parent = node.path("parentId").asString("");
        return (parent.isEmpty() ? "" : path(parent) + "/") + node.path("name").asString();
    }

    /** Another client changes an email. */
    synchronized void touch() {
        sequence++;
    }

    /** The account is lost, and made anew. */
    synchronized void startOver() {
        emails.clear();
        blobs.clear();
        epoch = epoch + "x";
        sequence = 0;
    }

    /** Does what is still under way. */
    synchronized void settle() {
        while (!late.isEmpty()) {
            late.remove().run();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String expected =
                    Base64.getEncoder()
                            .encodeToString(
                                    (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            if (!("Basic " + expected)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                reply(exchange, 401, "{}");
            } else if (path.equals("/.well-known/jmap")) {
                exchange.getResponseHeaders().add("Location", "/session");
                reply(exchange, 307, "");
            } else if (path.equals("/session")) {
                reply(exchange, 200, session());
            } else {
                broken(exchange, path, body, faults.get());
            }
        }
    }

    private void broken(HttpExchange exchange, String path, byte[] body, Fault fault)
            throws IOException {
        boolean upload = path.startsWith("/upload/");
        switch (fault) {
            case CUT_BEFORE -> {}
            case BROKEN_BEFORE -> reply(exchange, 503, "");
            case BUSY -> reply(exchange, 429, "{\"detail\": \"too fast\"}");
            case LATE -> {
                synchronized (this) {
                    late.add(() -> answer(upload, body, false));
                }
            }
            case CUT_AFTER -> answer(upload, body, false);
            case BROKEN_AFTER -> {
                answer(upload, body, false);
                reply(exchange, 502, "");
            }
            case METHOD_FAILS -> reply(exchange, upload ? 500 : 200, answer(upload, body, true));
            case NONE ->
                    reply(
                            exchange,
                            upload && body.length > 90_000 ? 413 : 200,
                            answer(upload, body, false));
        }
    }

    private synchronized String answer(boolean upload, byte[] body, boolean methodFails) {
        if (upload) {
            String blob = "B" + sha256(body);
            blobs.put(blob, body);
            return JSON.createObjectNode().put("accountId", "acc").put("blobId", blob).toString();
        }
        var response = JSON.createObjectNode();
        ArrayNode responses = response.putArray("methodResponses");
        for (JsonNode call : JSON.readTree(body).path("methodCalls")) {
            String name = call.path(0).asString();
            JsonNode result =
                    methodFails
                            ? error("serverUnavailable")
                            : method(name, call.path(1), responses);
            responses
                    .addArray()
                    .add(result.has("type") ? "error" : name)
                    .add(result)
                    .add(call.path(2));
            // A request that was under way is done a while after its connection was cut.
            if (!late.isEmpty() && doLate.getAsBoolean()) {
                late.remove().run();
            }
        }
        return response.toString();
    }

    private JsonNode method(String name, JsonNode arguments, ArrayNode earlier) {
        return switch (name) {
            case "Email/import" -> importEmails(arguments);
            case "Email/get" -> getEmails(arguments, earlier);
            case "Email/query" -> queryEmails(arguments);
            case "Email/changes" ->
                    arguments.path("sinceState").asString().startsWith(epoch + "-")
                            ? JSON.createObjectNode()
                            : error("cannotCalculateChanges");
            case "Mailbox/get" -> {
                var result = JSON.createObjectNode();
                mailboxes.values().forEach(result.putArray("list")::add);
                yield result;
            }
            case "Mailbox/set" -> {
                JsonNode create = arguments.path("create").path("m");
                addMailbox(
                        create.path("name").asString(),
                        create.path("parentId").asString(null),
                        null);
                yield JSON.createObjectNode();
            }
            default -> error("unknownMethod");
        };
    }

    private JsonNode importEmails(JsonNode arguments) {
        imports++;
        beforeImport.run();
        if (!arguments.path("ifInState").asString().equals(state())) {
            return error("stateMismatch");
        }
        if (arguments.path("emails").size() > (int) limits.get("maxObjectsInSet")) {
            return error("requestTooLarge");
        }
        var result = JSON.createObjectNode();
        var created = result.putObject("created");
        var notCreated = result.putObject("notCreated");
        arguments
                .path("emails")
                .properties()
                .forEach(entry -> {
                    JsonNode email = entry.getValue();
                    String blob = email.path("blobId").asString();
                    if (emails.size() >= quota) {
                        notCreated.putObject(entry.getKey()).put("type", "overQuota");
                    } else if (!blobs.containsKey(blob)) {
                        notCreated.putObject(entry.getKey()).put("type", "blobNotFound");
                    } else if (new String(blobs.get(blob), StandardCharsets.ISO_8859_1)
                            .contains("REFUSE ME")) {
                        notCreated
                                .putObject(entry.getKey())
                                .put("type", "invalidEmail")
                                .put("description", "not liked");
                    } else {
                        String id = "e" + nextId++;
                        var keywords =
                                email.path("keywords").properties().stream()
                                        .map(Map.Entry::getKey)
                                        .toList();
                        String mailbox =
                                email.path("mailboxIds").properties().iterator().next().getKey();
                        emails.add(
                                new Email(
                                        id,
                                        blob,
                                        mailbox,
                                        keywords,
                                        email.path("receivedAt").asString("")));
                        created.putObject(entry.getKey()).put("id", id).put("blobId", blob);
                    }
                });
        sequence += created.isEmpty() ? 0 : 1;
        return result.put("newState", state());
    }

    private JsonNode queryEmails(JsonNode arguments) {
        var ids =
                emails.stream()
                        .filter(it ->
                                it.mailbox()
                                        .equals(
                                                arguments
                                                        .path("filter")
                                                        .path("inMailbox")
                                                        .asString()))
                        .map(Email::id)
                        .toList();
        int from = Math.min(ids.size(), arguments.path("position").asInt());
        var result = JSON.createObjectNode();
        ids.subList(from, Math.min(ids.size(), from + arguments.path("limit").asInt()))
                .forEach(result.putArray("ids")::add);
        return result;
    }

    private JsonNode getEmails(JsonNode arguments, ArrayNode earlier) {
        var result = JSON.createObjectNode().put("state", state());
        var list = result.putArray("list");
        JsonNode ids =
                arguments.has("#ids")
                        ? earlier.path(
                                        Integer.parseInt(
                                                arguments.path("#ids").path("resultOf").asString()))
                                .path(1)
                                .path("ids")
                        : arguments.path("ids");
        ids.forEach(id ->
                emails.stream()
                        .filter(it -> it.id().equals(id.asString()))
                        .forEach(it ->
                                list.addObject().put("id", it.id()).put("blobId", it.blob())));
        return result;
    }

    private void addMailbox(String name, String parent, String role) {
        String id = "m" + nextId++;
        mailboxes.put(
                id,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("name", name)
                        .put("parentId", parent)
                        .put("role", role));
    }

    private String state() {
        return epoch + "-" + sequence;
    }

    private String session() {
        var session =
                JSON.createObjectNode()
                        .put("apiUrl", "/api")
                        .put("uploadUrl", url() + "/upload/{accountId}/");
        session.putObject("primaryAccounts").put(JmapSession.MAIL, "acc");
        var core = session.putObject("capabilities").putObject(JmapSession.CORE);
        limits.forEach((name, value) -> core.put(name, ((Number) value).longValue()));
        return session.toString();
    }

    private static ObjectNode error(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
    }

    private static String sha256(byte[] octets) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
