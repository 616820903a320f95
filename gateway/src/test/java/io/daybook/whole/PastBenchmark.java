package io.daybook.whole;

import io.daybook.core.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast is a moment of the past of a large account there, and those near it; what does a change
 * of one keyword cost in processor time and octets? Arguments: a folder that does not exist yet, or
 * one that an earlier run has filled, the number of messages, the number of changes, each a call of
 * its own.
 */
final class PastBenchmark {
    private static final int PER_CREATE = 500;
    private static final int PER_REQUEST = 16;
    private static final int CLIENTS = 4;
    private static final int MOMENTS = 10;
    private static final int NEAR = 1_000;

    /** How {@code ./daybook serve} starts Java; the servers of tests are compiled less. */
    private static final List<String> AS_SERVED =
            List.of(
                    "-Xms192m",
                    "-Xmx512m",
                    "-Xss512k",
                    "-XX:+UseG1GC",
                    "-XX:-G1UseAdaptiveIHOP",
                    "-XX:InitiatingHeapOccupancyPercent=80",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:MaxDirectMemorySize=128m",
                    "-XX:ReservedCodeCacheSize=96m",
                    "-XX:MaxMetaspaceSize=192m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final Path folder;
    private final int messages;
    private final int changes;
    private final Random random = new Random(1);

    private PastBenchmark(Path folder, int messages, int changes) {
        this.folder = folder;
        this.messages = messages;
        this.changes = changes;
    }

    public static void main(String[] arguments) throws Exception {
        new PastBenchmark(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]))
                .run();
    }

    private void run() throws Exception {
        Files.createDirectories(folder);
        try (var server = ServerProcess.startFrom(java(), folder)) {
            var session = server.session();
            awaitViews(session);
            if (head(session) < changes) {
                fill(session);
                make(server, session);
                awaitViews(session);
            }
            look(server, session);
            tell(session);
        }
    }

    static List<String> java() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(AS_SERVED);
        command.addAll(List.of("-cp", ServerProcess.classPath()));
        return command;
    }

    private void make(ServerProcess server, JmapSession session) throws Exception {
        long octets = octets();
        var cpu = cpu(server);
        long start = System.nanoTime();
        change(session);
        double seconds = (System.nanoTime() - start) / 1e9;
        var used = cpu(server).minus(cpu);
        System.out.printf(
                "%,d changes in %.1f s, %.0f us of processor each, %.0f octets of journal each%n",
                changes,
                seconds,
                used.toNanos() / 1e3 / changes,
                (double) (octets() - octets) / changes);
    }

    private void fill(JmapSession session) {
        for (int from = 0; from < messages; from += PER_CREATE) {
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ObjectNode create = arguments.putObject("create");
            for (int i = from; i < Math.min(messages, from + PER_CREATE); i++) {
                ObjectNode email = create.putObject("k" + i);
                email.putObject("mailboxIds").put("m1", true);
                email.put("subject", "message " + i % 5_000);
                email.putArray("messageId").add(i + "@past.test");
            }
            session.call("Email/set", arguments);
            if (from % 10_000 == 0) {
                System.out.printf("%,d messages%n", from);
            }
        }
    }

    /** Each email gets its keyword or loses it again: no call changes nothing. */
    private void change(JmapSession session) throws InterruptedException {
        var next = new AtomicInteger();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                clients.submit(() -> {
                    int at;
                    while ((at = next.getAndAdd(PER_REQUEST)) < changes) {
                        session.request(calls(session.account(), at));
                        if (at % 50_000 < PER_REQUEST) {
                            System.out.printf("%,d changes%n", at);
                        }
                    }
                });
            }
        }
    }

    private ArrayNode calls(String account, int from) {
        ArrayNode calls = JmapSession.JSON.createArrayNode();
        for (int i = from; i < Math.min(changes, from + PER_REQUEST); i++) {
            long email = 1 + (i * 7_919L) % messages;
            boolean isOn = i / messages % 2 == 0;
            ObjectNode arguments = JmapSession.JSON.createObjectNode();
            ObjectNode patch = arguments.putObject("update").putObject("e" + email);
            if (isOn) {
                patch.put("keywords/$seen", true);
            } else {
                patch.putNull("keywords/$seen");
            }
            arguments.put("accountId", account);
            calls.addArray().add("Email/set").add(arguments).add("c" + i);
        }
        return calls;
    }

    private static Duration cpu(ServerProcess server) {
        return server.process().info().totalCpuDuration().orElseThrow();
    }

    private void look(ServerProcess server, JmapSession session) {
        var head = state(session);
        String epoch = head.epoch();
        long first = head.seq() - changes;
        var cpu = Duration.ZERO;
        double[] far = new double[MOMENTS];
        double[] near = new double[MOMENTS * 10];
        for (int i = 0; i < MOMENTS; i++) {
            long seq = first + random.nextInt(changes);
            var before = cpu(server);
            far[i] = millis(session, new State(epoch, seq));
            cpu = cpu.plus(cpu(server).minus(before));
            for (int j = 0; j < 10; j++) {
                long close = Math.clamp(seq + random.nextInt(2 * NEAR) - NEAR, first, head.seq());
                near[i * 10 + j] = millis(session, new State(epoch, close));
            }
        }
        Millis.tell("first call at a moment", far);
        System.out.printf(
                "first call at a moment: %d ms of processor on average%n",
                cpu.toMillis() / MOMENTS);
        Millis.tell("calls near it", near);
    }

    private static double millis(JmapSession session, State state) {
        long start = System.nanoTime();
        session.call("Mailbox/get", "{\"ids\": null, \"asOf\": \"" + state + "\"}");
        return (System.nanoTime() - start) / 1e6;
    }

    private void tell(JmapSession session) {
        double[] lookups = new double[100];
        for (int i = 0; i < lookups.length; i++) {
            String email = "e" + (1 + random.nextInt(messages));
            long start = System.nanoTime();
            session.call(
                    "History/query",
                    "{\"filter\": {\"objectType\": \"Email\", \"objectId\": \"" + email + "\"}}");
            lookups[i] = (System.nanoTime() - start) / 1e6;
        }
        Millis.tell("History/query of an email", lookups);
        double[] rare = new double[5];
        for (int i = 0; i < rare.length; i++) {
            long start = System.nanoTime();
            session.call("History/query", "{\"filter\": {\"requestId\": \"none\"}}");
            rare[i] = (System.nanoTime() - start) / 1e6;
        }
        Millis.tell("History/query of a request that was not", rare);
    }

    /** Each try lets the views catch up for as long as a reader waits, 10 s. */
    private static void awaitViews(JmapSession session) {
        long start = System.nanoTime();
        boolean isThere = false;
        for (int attempt = 0; attempt < 120 && !isThere; attempt++) {
            var ids = (ObjectNode) JmapSession.JSON.readTree("{\"ids\": []}");
            isThere = session.callOrError("Email/get", ids).get(0).asString().equals("Email/get");
        }
        System.out.printf("the views are there after %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static State state(JmapSession session) {
        return State.parse(session.emailState());
    }

    private static long head(JmapSession session) {
        return state(session).seq();
    }

    private long octets() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("journal"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
