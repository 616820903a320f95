package io.daybook.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server in a process of its own, built in the folder {@code servers}. It says where it listens,
 * and ends with its standard input, so that none outlives the tests, however these end.
 */
final class ChildServer implements RunningServer.Life {
    private static final String LISTENING = "listening at ";
    private static final int LINES_KEPT = 60;
    private static final long START_SECONDS = 120;
    private static final long END_SECONDS = 10;

    private final Path folder;
    private final Process process;
    private final ConcurrentLinkedDeque<String> output = new ConcurrentLinkedDeque<>();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final Thread reader;

    private ChildServer(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        // A pipe holds the carrier of a virtual thread that reads it.
        reader = Thread.ofPlatform().daemon().name("child-server").unstarted(this::read);
    }

    /** The virtual machine of a server, which lives in the folder and takes its arguments. */
    interface CommandLine {
        List<String> in(Path folder);
    }

    /** The folder where a server was built. */
    static Path built(String server) {
        Path target = Path.of("..", "servers", server, "target").toAbsolutePath().normalize();
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IllegalStateException(
                    "There is no " + server + " in " + target + ": make servers gets it.");
        }
        return target;
    }

    static ChildServer start(String name, CommandLine options) {
        try {
            Path folder = Files.createTempDirectory("daybook-" + name);
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options.in(folder));
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            var server = new ChildServer(folder, process);
            server.reader.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf(LISTENING);
                if (at >= 0) {
                    address.complete(line.substring(at + LISTENING.length()).strip());
                }
                output.add(line);
                if (output.size() > LINES_KEPT) {
                    output.remove();
                }
            }
            address.completeExceptionally(new IOException("it has ended"));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    /** Waits until it listens. */
    String uri() {
        try {
            return address.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(
                    "A server did not start:\n" + String.join("\n", output), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public synchronized void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
            delete(folder);
        } catch (IOException e) {
            kill();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
