package io.daybook.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of {@code ./daybook} in a process of its own. */
final class CommandProcess {
    private static final long PATIENCE_MINUTES = 5;

    private final Process process;
    private final Path log;

    private CommandProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param output everything that it said
     */
    record Ended(int status, String output) {}

    static CommandProcess start(String... words) throws IOException {
        Path log = Files.createTempFile("daybook-command", ".log");
        log.toFile().deleteOnExit();
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                ServerProcess.classPath(),
                                "io.daybook.launch.Main"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        return new CommandProcess(builder.redirectOutput(log.toFile()).start(), log);
    }

    /** Runs it to its end. */
    static Ended run(String... words) throws IOException, InterruptedException {
        return start(words).await();
    }

    Ended await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            kill();
            throw new AssertionError("it did not end; it said:\n" + Files.readString(log));
        }
        return new Ended(process.exitValue(), Files.readString(log));
    }

    /** SIGKILL after so many milliseconds, unless it has ended; whether it was killed. */
    boolean killAfter(long millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        kill();
        return true;
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
