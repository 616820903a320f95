package io.daybook.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server in a container. A process of its own starts and ends it, so that what speaks to a
 * container engine is on no class path of a test.
 */
final class ContainerProcess {
    private ContainerProcess() {}

    /**
     * Waits until the server answers.
     *
     * @param more what it has to be told
     */
    static RunningServer start(ServerKind kind, String... more) {
        ChildServer process = ChildServer.start("container", _ -> commandLine(kind, List.of(more)));
        return new RunningServer(
                ServerOrigin.CONTAINER,
                process.uri(),
                kind.label() + " in a container",
                life(process));
    }

    /** The end of the process kills the container; to kill the process would leave it there. */
    private static RunningServer.Life life(ChildServer process) {
        return new RunningServer.Life() {
            @Override
            public void kill() {
                process.close();
            }

            @Override
            public void close() {
                process.close();
            }
        };
    }

    private static List<String> commandLine(ServerKind kind, List<String> more) {
        Path built = ChildServer.built("containers");
        Path compose = Path.of("..", "docker", "compose.yaml").toAbsolutePath().normalize();
        var line =
                new ArrayList<>(
                        List.of(
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                built.resolve("classes") + ":" + built.resolve("lib") + "/*",
                                "io.daybook.server.container.ContainerServer",
                                compose.toString(),
                                kind.container()));
        line.addAll(more);
        return line;
    }
}
