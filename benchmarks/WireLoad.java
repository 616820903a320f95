import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bounded load on a running server: the same calls over HTTP and over WebSocket, Email/queryChanges
 * among them. One program file, run by {@code benchmarks/wire}.
 */
public class WireLoad {
    static final String HELP =
            """
            Usage: benchmarks/wire --url URL --user ADDRESS --password PASSWORD [OPTIONS]

            Sends the same requests to a running Daybook over HTTP and over WebSocket (RFC 8887), and prints requests a second
            and latency of each: Core/echo, a list of 50 (Email/query and Email/get), Email/queryChanges with nothing new, with
            50 changed emails under a filter on what never changes, and the same under one on keywords.

              --url URL        where the server is, http only (default http://127.0.0.1:8080)
              --seconds N      for each phase and number of clients (default 5, at most 120)
              --clients LIST   numbers of clients, each at most 24 (default 1,8)
              --help           this text

            The account needs at least 50 emails. It sets and takes back the keyword wire-load on 50 of them.
            """;
    static final int CHANGED = 50;
    static final int WARM_UP = 300;
    static final List<String> LISTED =
            List.of("threadId", "mailboxIds", "keywords", "from", "subject", "receivedAt", "size", "preview");

    final URI url;
    final String authorization;
    final long seconds;
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String account = "";

    /** Sends one JMAP request and waits for its response. */
    interface Line extends AutoCloseable {
        String send(String request) throws Exception;

        @Override
        void close();
    }

    WireLoad(Map<String, String> options) {
        url = URI.create(options.getOrDefault("--url", "http://127.0.0.1:8080"));
        String credentials = options.get("--user") + ":" + options.get("--password");
        authorization = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        seconds = Math.clamp(Long.parseLong(options.getOrDefault("--seconds", "5")), 1, 120);
    }

    public static void main(String[] words) throws Exception {
        var options = new TreeMap<String, String>();
        for (int i = 0; i < words.length; i += 2) {
            if (words[i].equals("--help") || i + 1 == words.length) {
                System.out.print(HELP);
                return;
            }
            options.put(words[i], words[i + 1]);
        }
        if (!options.containsKey("--user") || !options.containsKey("--password")) {
            System.err.print(HELP);
            System.exit(2);
        }
        int[] clients =
                Arrays.stream(options.getOrDefault("--clients", "1,8").split(","))
                        .mapToInt(number -> Math.clamp(Long.parseLong(number), 1, 24))
                        .toArray();
        new WireLoad(options).run(clients);
        System.exit(0);
    }

    void run(int[] clients) throws Exception {
        try (Line line = overHttp()) {
            account = find(get("/jmap/session"), "\"urn:ietf:params:jmap:mail\":\"([^\"]+)\"");
            var phases = phases(line);
            System.out.printf("%-22s %-9s %7s %10s %9s %9s%n", "phase", "over", "clients", "a second", "p50 ms", "p99 ms");
            for (var phase : phases.entrySet()) {
                for (int count : clients) {
                    measure(phase.getKey(), phase.getValue(), "HTTP", count, this::overHttp);
                    measure(phase.getKey(), phase.getValue(), "WebSocket", count, this::overWebSocket);
                }
            }
        }
    }

    /** The requests, by name; changes 50 emails so that there is something to tell. */
    Map<String, String> phases(Line line) throws Exception {
        String inbox = find(
                line.send(request("[\"Mailbox/query\",{\"accountId\":\"%s\",\"filter\":{\"role\":\"inbox\"}},\"0\"]")),
                "\"ids\":\\[\"([^\"]+)\"");
        String list = "\"accountId\":\"%s\",\"filter\":{\"inMailbox\":\"" + inbox
                + "\"},\"sort\":[{\"property\":\"receivedAt\",\"isAscending\":false}]";
        String flagged = "\"accountId\":\"%s\",\"filter\":{\"hasKeyword\":\"wire-load\"},"
                + "\"sort\":[{\"property\":\"receivedAt\",\"isAscending\":false}]";
        String first = line.send(request("[\"Email/query\",{" + list + ",\"limit\":" + CHANGED + "},\"0\"]"));
        String before = state(first);
        List<String> emails = ids(first);
        if (emails.size() < CHANGED) {
            throw new IllegalStateException("the inbox has " + emails.size() + " emails, not " + CHANGED);
        }
        change(line, emails, "true");
        change(line, emails, "null");
        change(line, emails, "true");
        String now = state(line.send(request("[\"Email/query\",{" + list + ",\"limit\":1},\"0\"]")));
        var phases = new LinkedHashMap<String, String>();
        phases.put("echo", request("[\"Core/echo\",{\"hello\":true},\"0\"]"));
        phases.put("list of 50", request("[\"Email/query\",{" + list + ",\"limit\":50},\"0\"],"
                + "[\"Email/get\",{\"accountId\":\"%s\",\"#ids\":{\"resultOf\":\"0\",\"name\":\"Email/query\",\"path\":\"/ids\"},"
                + "\"properties\":[\"" + String.join("\",\"", LISTED) + "\"]},\"1\"]"));
        phases.put("queryChanges, none", request("[\"Email/queryChanges\",{" + list + ",\"sinceQueryState\":\"" + now + "\"},\"0\"]"));
        phases.put("queryChanges, 50", request("[\"Email/queryChanges\",{" + list + ",\"sinceQueryState\":\"" + before + "\"},\"0\"]"));
        phases.put("queryChanges, keyword", request("[\"Email/queryChanges\",{" + flagged + ",\"sinceQueryState\":\"" + before + "\"},\"0\"]"));
        for (var phase : phases.entrySet()) {
            String answer = line.send(phase.getValue());
            if (answer.contains("[\"error\"")) {
                throw new IllegalStateException(phase.getKey() + ": " + answer);
            }
        }
        return phases;
    }

    void change(Line line, List<String> emails, String value) throws Exception {
        var patches = new ArrayList<String>();
        emails.forEach(email -> patches.add("\"" + email + "\":{\"keywords/wire-load\":" + value + "}"));
        line.send(request("[\"Email/set\",{\"accountId\":\"%s\",\"update\":{" + String.join(",", patches) + "}},\"0\"]"));
    }

    void measure(String phase, String request, String over, int clients, Callable<Line> opening) throws Exception {
        var took = new ArrayList<Double>();
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<List<Double>>>();
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> repeat(request, opening)));
            }
            for (var one : all) {
                took.addAll(one.get());
            }
        }
        took.sort(null);
        System.out.printf("%-22s %-9s %7d %10.0f %9.2f %9.2f%n", phase, over, clients,
                took.size() / (double) seconds, took.get(took.size() / 2), took.get((int) (took.size() * 0.99)));
    }

    List<Double> repeat(String request, Callable<Line> opening) throws Exception {
        var took = new ArrayList<Double>();
        try (Line line = opening.call()) {
            for (int i = 0; i < WARM_UP; i++) {
                line.send(request);
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            for (long began = System.nanoTime(); began < end; began = System.nanoTime()) {
                line.send(request);
                took.add((System.nanoTime() - began) / 1e6);
            }
        }
        return took;
    }

    String request(String calls) {
        return "{\"@type\":\"Request\",\"using\":[\"urn:ietf:params:jmap:core\",\"urn:ietf:params:jmap:mail\"],\"methodCalls\":["
                + calls.replace("%s", account) + "]}";
    }

    String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(url.resolve(path)).header("Authorization", authorization).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    Line overHttp() {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Line() {
            @Override
            public String send(String request) throws Exception {
                var post = HttpRequest.newBuilder(url.resolve("/jmap/api"))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build();
                var answer = client.send(post, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
                return answer.body();
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    Line overWebSocket() {
        BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("jmap")
                .header("Authorization", authorization)
                .buildAsync(URI.create("ws" + url.resolve("/jmap/ws").toString().substring(4)), new WebSocket.Listener() {
                    private final StringBuilder message = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                        message.append(part);
                        if (last) {
                            answers.add(message.toString());
                            message.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }
                })
                .join();
        return new Line() {
            @Override
            public String send(String request) throws Exception {
                socket.sendText(request, true).join();
                String answer = answers.poll(30, TimeUnit.SECONDS);
                if (answer == null || !answer.contains("methodResponses")) {
                    throw new IllegalStateException("no response: " + answer);
                }
                return answer;
            }

            @Override
            public void close() {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            }
        };
    }

    static String state(String answer) {
        return find(answer, "\"queryState\":\"([^\"]+)\"");
    }

    static List<String> ids(String answer) {
        String list = find(answer, "\"ids\":\\[([^]]*)]");
        return Arrays.stream(list.split(",")).map(id -> id.replace("\"", "")).filter(id -> !id.isEmpty()).toList();
    }

    static String find(String text, String pattern) {
        Matcher match = Pattern.compile(pattern).matcher(text);
        if (!match.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return match.group(1);
    }
}
