package io.daybook.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Daybook server in a process of its own, on loopback, with a data folder that outlives it: of
 * the embedded product, unless {@link ClusterTwin} is wanted.
 */
final class ServerProcess implements AutoCloseable {
    static final String USER = "alice@example.test";
    static final String PASSWORD = "correct horse";
    private static final long START_SECONDS = 90;

    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx400m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final Path log;
    private final String url;

    private ServerProcess(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** Starts the server on the folder and returns when it printed its ready line. */
    static ServerProcess start(Path data, String... options) {
        return startAt("127.0.0.1:" + freePort(), data, options);
    }

    /** Starts the server with options for Java besides its own. */
    static ServerProcess startWith(List<String> java, Path data, String... options) {
        String http = "127.0.0.1:" + freePort();
        ServerProcess server = launch(java, "http://" + http, data, http, options);
        server.awaitReady();
        return server;
    }

    /** Starts the server with options for Java that say where its classes are, too. */
    static ServerProcess startFrom(List<String> java, Path data) {
        String http = "127.0.0.1:" + freePort();
        ServerProcess server = run(java, "http://" + http, data, http);
        server.awaitReady();
        return server;
    }

    /** Starts the server where an earlier one was, so that its clients find it again. */
    static ServerProcess startAt(String http, Path data, String... options) {
        ServerProcess server = launch("http://" + http, data, http, options);
        server.awaitReady();
        return server;
    }

    /** Starts the server where it should give up, and returns when it did. */
    static Ended startInVain(Path data, String http, String... options) {
        try (ServerProcess server = launch("", data, http, options)) {
            int status = server.await();
            return new Ended(status, server.output());
        }
    }

    /** Starts a node of a cluster on a free port. */
    static ServerProcess startNode(Path config) {
        return startNodeAt("127.0.0.1:" + freePort(), config);
    }

    /** Starts a node where an earlier one was, so that its clients find it again. */
    static ServerProcess startNodeAt(String http, Path config) {
        ServerProcess node = launchNode(config, http);
        node.awaitReady();
        return node;
    }

    /** Starts a node where it should give up, and returns when it did. */
    static Ended startNodeInVain(Path config) {
        try (ServerProcess node = launchNode(config, "127.0.0.1:" + freePort())) {
            int status = node.await();
            return new Ended(status, node.output());
        }
    }

    private static ServerProcess launchNode(Path config, String http) {
        try {
            Path own = config.resolveSibling(http.replace(':', '-') + ".yaml");
            String listen = "\nhttp: {listen: \"" + http + "\"}\n";
            Files.writeString(own, Files.readString(config) + listen);
            var command = new ArrayList<String>(JAVA);
            command.addAll(ServerImage.options(JAVA));
            command.addAll(List.of("io.daybook.launch.Main", "serve", "--mode", "cluster"));
            command.addAll(List.of("--config", own.toString()));
            return started(command, "http://" + http, config.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server that gave up left behind. */
    record Ended(int status, String output) {}

    private static ServerProcess launch(String url, Path data, String http, String... options) {
        return launch(List.of(), url, data, http, options);
    }

    private static ServerProcess launch(
            List<String> java, String url, Path data, String http, String... options) {
        var all = new ArrayList<String>(JAVA);
        all.addAll(java);
        all.addAll(ServerImage.options(JAVA));
        return run(all, url, data, http, options);
    }

    private static ServerProcess run(
            List<String> java, String url, Path data, String http, String... options) {
        var command = new ArrayList<>(java);
        command.addAll(List.of("io.daybook.launch.Main", "serve"));
        command.addAll(List.of("--user", USER + ":" + PASSWORD));
        if (ClusterTwin.isWanted()) {
            command.addAll(ClusterTwin.arguments(data, http, options));
        } else {
            command.addAll(List.of("--data", data.toString(), "--http", http));
            command.addAll(List.of(options));
        }
        try {
            return started(command, url, Path.of(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerProcess started(List<String> command, String url, Path folder)
            throws IOException {
        Path log = Files.createTempFile("daybook-server", ".log");
        log.toFile().deleteOnExit();
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toAbsolutePath().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new ServerProcess(process, log, url);
    }

    Process process() {
        return process;
    }

    String url() {
        return url;
    }

    JmapSession session() {
        return JmapSession.open(url, USER, PASSWORD);
    }

    /** The status of {@code /health/NAME}. */
    int health(String name) {
        return get("/health/" + name).statusCode();
    }

    /** What {@code /health/ready} tells. */
    String health() {
        return get("/health/ready").body();
    }

    private HttpResponse<String> get(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it said after it was ready: nothing, when nothing went wrong. */
    List<String> complaints() {
        return output().lines()
                .dropWhile(line -> !line.startsWith("Daybook is ready at "))
                .skip(1)
                .filter(line -> !line.matches("(\\S+ )?INFO  .*"))
                .toList();
    }

    /** SIGKILL: nothing of the process runs any more when this returns. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM, and the exit status. */
    int stop() {
        process.destroy();
        return await();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private int await() {
        try {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not stop; it said:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!output().contains("Daybook is ready at")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("the server did not start; it said:\n" + output());
            }
            try {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
