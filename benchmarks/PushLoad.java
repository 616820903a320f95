import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bounded load on the push of a running server: opens listeners of one account, changes the
 * account, and prints what each step took. One program file, run by {@code benchmarks/push}.
 */
public class PushLoad {
    static final String HELP =
            """
            Usage: benchmarks/push --url URL --user ADDRESS --password PASSWORD [OPTIONS]

            Opens EventSource and WebSocket listeners of one account on a running Daybook, changes the account, and prints:
            what an idle listener costs the server, how soon a change reaches all of them, how many StateChanges a storm of
            changes becomes, how long they all take to sync after one change, and what listeners that read nothing cost.

              --url URL        where the server is, http only (default http://127.0.0.1:8080)
              --listeners N    of each kind (default 1000, at most 5000)
              --changes N      single changes to measure (default 20, at most 1000)
              --pid PID        of the server, to measure its memory with jcmd and /proc (Linux)
              --help           this text

            It creates and destroys mailboxes named push-load-N. Latency is from the moment the change was answered.
            """;
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Pattern STATE = Pattern.compile("\"Mailbox\":\"([^\"]+)\"");

    final Map<String, String> options;
    final URI url;
    final String authorization;
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final Semaphore requests = new Semaphore(24);
    final List<Listener> listeners = new ArrayList<>();
    String account = "";
    int named;

    /** What a listener last heard, and when. */
    static final class Listener {
        final Socket socket;
        final AtomicInteger heard = new AtomicInteger();
        volatile String state = "";
        volatile long at;
        volatile CountDownLatch told = new CountDownLatch(0);
        volatile String awaited = "";

        Listener(Socket socket) {
            this.socket = socket;
        }

        void hear(String message) {
            Matcher match = STATE.matcher(message);
            if (match.find()) {
                at = System.nanoTime();
                state = match.group(1);
                heard.incrementAndGet();
                if (state.equals(awaited)) {
                    told.countDown();
                }
            }
        }
    }

    PushLoad(Map<String, String> options) {
        this.options = options;
        this.url = URI.create(options.getOrDefault("--url", "http://127.0.0.1:8080"));
        String credentials = options.get("--user") + ":" + options.get("--password");
        this.authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
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
        new PushLoad(options).run();
        System.exit(0);
    }

    int option(String name, int otherwise, int most) {
        return Math.clamp(
                Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise))), 1, most);
    }

    void run() throws Exception {
        int count = option("--listeners", 1000, 5000);
        int changes = option("--changes", 20, 1000);
        account = find(get("/jmap/session"), "\"urn:ietf:params:jmap:mail\":\"([^\"]+)\"");
        for (int i = 0; i < 30; i++) {
            change();
        }
        long before = memory();
        open(count, this::eventSource);
        long withEvents = memory();
        open(count, this::webSocket);
        long withAll = memory();
        System.out.printf(
                "%d EventSource and %d WebSocket connections open%n", count, count);
        if (before > 0) {
            System.out.printf(
                    "live heap of the server: %.1f KB per EventSource, %.1f KB per WebSocket%n",
                    (withEvents - before) / 1024.0 / count, (withAll - withEvents) / 1024.0 / count);
            System.out.printf("resident set of the server: %d MB%n", resident());
        }
        var latencies = new ArrayList<Double>();
        var slowest = new ArrayList<Double>();
        for (int i = 0; i < changes; i++) {
            double[] took = tell();
            for (double one : took) {
                latencies.add(one);
            }
            slowest.add(took[took.length - 1]);
            Thread.sleep(300);
        }
        print("a change reaches a listener, ms", latencies);
        print("a change reaches the last of all, ms", slowest);
        storm();
        sync();
        slow();
        listeners.forEach(PushLoad::close);
    }

    /** One change; milliseconds until each listener heard of it, ascending. */
    double[] tell() throws Exception {
        String[] state = {""};
        long answered = change(state);
        await(state[0]);
        double[] took = new double[listeners.size()];
        for (int i = 0; i < took.length; i++) {
            took[i] = (listeners.get(i).at - answered) / 1e6;
        }
        Arrays.sort(took);
        return took;
    }

    void await(String state) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Listener listener : listeners) {
            while (!listener.state.equals(state)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("a listener was never told of " + state);
                }
                Thread.sleep(1);
            }
        }
    }

    void storm() throws Exception {
        listeners.forEach(listener -> listener.heard.set(0));
        int changes = 500;
        long began = System.nanoTime();
        String[] state = {""};
        for (int i = 0; i < changes; i++) {
            change(state);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        await(state[0]);
        double told = listeners.stream().mapToInt(it -> it.heard.get()).average().orElse(0);
        System.out.printf(
                "a storm of %d changes in %.1f s: %.1f StateChanges per listener%n",
                changes, seconds, told);
    }

    /** All listeners sync after one change, at most as many at once as a user may. */
    void sync() throws Exception {
        String since = listeners.getFirst().state;
        String[] state = {""};
        long answered = change(state);
        var took = new ConcurrentLinkedQueue<Double>();
        var done = new CountDownLatch(listeners.size() / 2);
        for (int i = 0; i < listeners.size() / 2; i++) {
            Listener listener = listeners.get(i);
            Thread.ofVirtual().start(() -> {
                try {
                    while (!listener.state.equals(state[0])) {
                        Thread.sleep(1);
                    }
                    requests.acquire();
                    try {
                        call("[\"Mailbox/changes\",{\"accountId\":\"" + account
                                + "\",\"sinceState\":\"" + since + "\"},\"0\"]");
                    } finally {
                        requests.release();
                    }
                    took.add((System.nanoTime() - answered) / 1e6);
                } catch (Exception e) {
                    System.err.println("sync: " + e);
                }
                done.countDown();
            });
        }
        if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("not everybody synced");
        }
        print("from a change until a listener has synced, ms", new ArrayList<>(took));
    }

    /** Writers go on while many listeners read nothing. */
    void slow() throws Exception {
        // A user has only so many connections: some make room.
        for (int i = 0; i < Math.min(100, listeners.size() / 2); i++) {
            close(listeners.removeLast());
        }
        Thread.sleep(1000);
        var usual = writes(200);
        var deaf = new ArrayList<Socket>();
        for (int i = 0; i < 100; i++) {
            Socket socket = handshake();
            frame(socket, "{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":null}");
            deaf.add(socket);
        }
        var slowed = writes(200);
        print("a change is answered, ms", usual);
        print("the same beside 100 listeners that read nothing, ms", slowed);
        for (Socket socket : deaf) {
            socket.close();
        }
    }

    List<Double> writes(int count) throws Exception {
        var took = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            took.add((change() - began) / 1e6);
        }
        return took;
    }

    interface Opening {
        Listener open() throws Exception;
    }

    void open(int count, Opening opening) throws Exception {
        for (int i = 0; i < count; i++) {
            listeners.add(opening.open());
        }
        Thread.sleep(1000);
    }

    Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 << 10);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 10_000);
        return socket;
    }

    void head(Socket socket, String path, String more) throws IOException {
        String head = "GET " + path + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nAuthorization: " + authorization + "\r\n" + more + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    Listener eventSource() throws Exception {
        Socket socket = connect();
        head(socket, "/jmap/eventsource?types=*&closeafter=no&ping=0", "");
        var reader = new BufferedReader(
                new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 512);
        String status = reader.readLine();
        if (!status.contains(" 200 ")) {
            throw new IOException(status);
        }
        var listener = new Listener(socket);
        Thread.ofVirtual().start(() -> {
            try {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.startsWith("data: ")) {
                        listener.hear(line);
                    }
                }
            } catch (IOException e) {
                close(listener);
            }
        });
        return listener;
    }

    Listener webSocket() throws Exception {
        Socket socket = handshake();
        var listener = new Listener(socket);
        frame(socket, "{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":null}");
        InputStream in = new BufferedInputStream(socket.getInputStream(), 512);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    int opcode = in.read() & 15;
                    int length = in.read();
                    length = length == 126 ? in.read() << 8 | in.read() : length;
                    String message = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                    if (opcode == 8 || length < 0) {
                        return;
                    }
                    if (opcode == 1) {
                        listener.hear(message);
                    }
                }
            } catch (IOException e) {
                close(listener);
            }
        });
        return listener;
    }

    Socket handshake() throws IOException {
        Socket socket = connect();
        head(socket, "/jmap/ws", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: jmap\r\n");
        InputStream in = socket.getInputStream();
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException(answer.toString());
            }
            answer.append((char) octet);
        }
        if (!answer.toString().contains(" 101 ")) {
            throw new IOException(answer.toString());
        }
        return socket;
    }

    static void frame(Socket socket, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + octets.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | octets.length);
        System.arraycopy(octets, 0, frame, 6, octets.length);
        socket.getOutputStream().write(frame);
    }

    static void close(Listener listener) {
        try {
            listener.socket.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    /** Creates a mailbox or destroys the last one; when it was answered. */
    long change() throws Exception {
        return change(new String[1]);
    }

    long change(String[] state) throws Exception {
        String arguments = "{\"accountId\":\"" + account + "\",\"create\":{\"k\":{\"name\":\"push-load-"
                + System.nanoTime() + "\"}}}";
        if (named > 0) {
            arguments = "{\"accountId\":\"" + account + "\",\"destroy\":[\"" + last + "\"]}";
        }
        String answer = call("[\"Mailbox/set\"," + arguments + ",\"0\"]");
        long answered = System.nanoTime();
        state[0] = find(answer, "\"newState\":\"([^\"]+)\"");
        if (named == 0) {
            last = find(answer, "\"id\":\"([^\"]+)\"");
        }
        named = 1 - named;
        return answered;
    }

    String last = "";

    String call(String invocation) throws Exception {
        String body = "{\"using\":[\"urn:ietf:params:jmap:core\",\"urn:ietf:params:jmap:mail\"],\"methodCalls\":["
                + invocation + "]}";
        var request = HttpRequest.newBuilder(url.resolve("/jmap/api"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .timeout(PATIENCE)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(url.resolve(path)).header("Authorization", authorization).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    static String find(String text, String pattern) {
        Matcher match = Pattern.compile(pattern).matcher(text);
        if (!match.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return match.group(1);
    }

    /** Octets of live objects in the server, 0 when nobody knows its pid. */
    long memory() throws Exception {
        if (!options.containsKey("--pid")) {
            return 0;
        }
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        var process = new ProcessBuilder(jcmd, options.get("--pid"), "GC.class_histogram")
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(find(output, "Total\\s+\\d+\\s+(\\d+)"));
    }

    long resident() throws IOException {
        String status = java.nio.file.Files.readString(
                java.nio.file.Path.of("/proc", options.get("--pid"), "status"));
        return Long.parseLong(find(status, "VmRSS:\\s+(\\d+)")) / 1024;
    }

    static void print(String what, List<Double> values) {
        values.sort(null);
        System.out.printf("%s: median %.1f, p99 %.1f, most %.1f (%d)%n", what,
                values.get(values.size() / 2), values.get(Math.min(values.size() - 1, values.size() * 99 / 100)),
                values.getLast(), values.size());
    }
}
