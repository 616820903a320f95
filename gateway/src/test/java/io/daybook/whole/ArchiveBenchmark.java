package io.daybook.whole;

import io.daybook.archive.Archives;
import io.daybook.archive.Archives.Export;
import io.daybook.archive.Archives.Import;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.archive.Progress;
import io.daybook.gateway.WholeServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast is a large account exported and imported, in how much memory, and what do clients hold
 * that take an export at 1 KB a second? Arguments: a folder that does not exist yet, the number of
 * messages, the number of slow clients. Run it with a small heap and the serial collector.
 */
final class ArchiveBenchmark {
    private static final String USER = "alice@example.test";
    private static final int BATCH = 250;
    private static final int UPLOADERS = 8;
    private static final int SLOW_SECONDS = 10;

    private ArchiveBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int messages = Integer.parseInt(arguments[1]);
        Path archive = folder.resolve("archive");
        try (var here = WholeServer.start(folder.resolve("a"), Clock.systemUTC(), null)) {
            here.user(USER, "secret");
            String token = here.adminToken();
            fill(JmapSession.open(here.url(), USER, "secret"), messages);
            measure(
                    "export",
                    messages,
                    archive,
                    () -> {
                        try (var out = Files.newOutputStream(archive)) {
                            var what = new Export(USER, true, new Unprotected());
                            here.bean(Archives.class).export(what, out, Progress.silent());
                        }
                    });
            slow(here, token, Integer.parseInt(arguments[2]));
        }
        try (var there = WholeServer.start(folder.resolve("b"), Clock.systemUTC(), null)) {
            measure(
                    "import",
                    messages,
                    archive,
                    () ->
                            there.bean(Archives.class)
                                    .bring(new Import(archive, null, null), Progress.silent()));
            long start = System.nanoTime();
            var session = JmapSession.open(there.url(), USER, "secret");
            var query = JmapSession.JSON.createObjectNode().put("limit", 1);
            // Until the views have posted what came.
            while (session.callOrError("Email/query", query).get(0).asString().equals("error")) {
                Thread.sleep(100);
            }
            System.out.printf("first query there: %.1f s%n", (System.nanoTime() - start) / 1e9);
        }
    }

    private static void fill(JmapSession session, int messages) throws Exception {
        String inbox = session.mailboxByRole("inbox");
        try (var threads = Executors.newFixedThreadPool(UPLOADERS)) {
            for (int from = 0; from < messages; from += BATCH) {
                var blobs = new ArrayList<Future<String>>();
                for (int number = from; number < Math.min(messages, from + BATCH); number++) {
                    byte[] octets = message(number);
                    blobs.add(threads.submit(() -> session.upload(octets)));
                }
                ObjectNode arguments = JmapSession.JSON.createObjectNode();
                ObjectNode emails = arguments.putObject("emails");
                for (int i = 0; i < blobs.size(); i++) {
                    ObjectNode email = emails.putObject("k" + i);
                    email.put("blobId", blobs.get(i).get());
                    email.putObject("mailboxIds").put(inbox, true);
                }
                JsonNode created = session.call("Email/import", arguments).get("created");
                if (created.size() != blobs.size()) {
                    throw new AssertionError(created.size() + " of " + blobs.size());
                }
            }
        }
    }

    private static byte[] message(int number) {
        var random = new Random(number);
        String text =
                "From: a@example.test\r\nSubject: Number "
                        + number
                        + "\r\nMessage-ID: <"
                        + number
                        + "@bench.test>\r\n\r\n"
                        + words(random, 2_000 + random.nextInt(4_000));
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String words(Random random, int length) {
        var text = new StringBuilder(length + 20);
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(50_000), 36)).append(' ');
            if (text.length() % 70 < 6) {
                text.append("\r\n");
            }
        }
        return text.toString();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void measure(String name, int messages, Path archive, Work work)
            throws IOException {
        System.gc();
        long before = used();
        var heap =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        double megabytes = Files.size(archive) / 1e6;
        System.out.printf(
                "%s: %d messages, %.0f MB in %.1f s: %.0f messages/s, %.1f MB/s; heap %d MB before,"
                        + " at most %d MB, garbage included%n",
                name,
                messages,
                megabytes,
                seconds,
                messages / seconds,
                megabytes / seconds,
                before >> 20,
                peak >> 20);
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What is reachable after a collection, and platform threads, without and with the clients. */
    private static void slow(WholeServer server, String token, int clients) throws Exception {
        System.gc();
        long before = used();
        int all = ManagementFactory.getThreadMXBean().getThreadCount();
        URI url = URI.create(server.url());
        String body = "{\"unprotected\":true}";
        String request =
                "POST /admin/accounts/"
                        + USER
                        + "/archive HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < clients; i++) {
                var socket = new Socket();
                socket.setReceiveBufferSize(4096);
                socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 5_000);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                sockets.add(socket);
            }
            byte[] kilobyte = new byte[1024];
            for (int second = 0; second < SLOW_SECONDS; second++) {
                for (Socket socket : sockets) {
                    socket.getInputStream().readNBytes(kilobyte, 0, kilobyte.length);
                }
                Thread.sleep(1000);
            }
            System.gc();
            System.out.printf(
                    "%d clients at 1 KB/s: %.2f MB of heap each, %d platform threads more%n",
                    clients,
                    (used() - before) / 1e6 / clients,
                    ManagementFactory.getThreadMXBean().getThreadCount() - all);
            long start = System.nanoTime();
            JmapSession.open(server.url(), USER, "secret").call("Email/query", "{\"limit\":1}");
            System.out.printf(
                    "a query meanwhile: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        for (int i = 0; i < 100 && used() - before > 8 << 20; i++) {
            Thread.sleep(100);
            System.gc();
        }
        System.out.printf("when they have gone: %.1f MB more%n", (used() - before) / 1e6);
    }
}
