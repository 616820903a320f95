package io.daybook.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./daybook import} in a process of its own, with the journals in a folder of the test. */
final class ImportProcess {
    private static final long PATIENCE_MINUTES = 10;

    private final Process process;
    private final Path log;

    private ImportProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ImportProcess start(String url, String user, String password, Path state, Path source)
            throws IOException {
        Path log = Files.createTempFile("daybook-import", ".log");
        log.toFile().deleteOnExit();
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                ServerProcess.classPath(),
                                "io.daybook.launch.Main",
                                "import",
                                "--server",
                                url,
                                "--user",
                                user,
                                source.toString()));
        builder.environment().put("DAYBOOK_PASSWORD", password);
        builder.environment().put("XDG_STATE_HOME", state.toAbsolutePath().toString());
        return new ImportProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /** SIGKILL: nothing of the process runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for the end, and gives the exit status. */
    int status() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            kill();
            throw new AssertionError("the import did not end; it said:\n" + output());
        }
        return process.exitValue();
    }
}
