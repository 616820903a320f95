package io.daybook.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The servers of one node for {@code benchmarks/cluster}, for as long as the standard input is
 * open. Arguments: a folder for the node's file, where the node will listen, and its user as
 * ADDRESS:PASSWORD. Prints the ids of the processes and the node's file; each line of the input is
 * then answered with what MongoDB was asked since it started, as one line of JSON.
 */
final class ClusterServersProcess {
    private ClusterServersProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (var servers = new ClusterServers()) {
            String listen = "http: {listen: \"" + arguments[1] + "\"}\n";
            Path file =
                    servers.file(Path.of(arguments[0]), "measured", arguments[2] + "\n", listen);
            // What was given by DAYBOOK_TEST_* runs elsewhere, and its processor time with it.
            if (System.getenv("DAYBOOK_TEST_MONGODB_URI") == null) {
                process("MongoDB", ProcessHandle.current());
            }
            ProcessHandle.current().children().forEach(ClusterServersProcess::child);
            System.out.println("file " + file);
            tell(servers);
        }
        System.exit(0);
    }

    private static void child(ProcessHandle process) {
        String command = process.info().commandLine().orElse("");
        process(command.contains("s3mock") ? "S3" : "Elasticsearch", process);
    }

    private static void process(String server, ProcessHandle process) {
        System.out.println("process " + server + " " + process.pid());
    }

    private static void tell(ClusterServers servers) throws IOException {
        var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        try (var lines = new BufferedReader(input)) {
            while (lines.readLine() != null) {
                System.out.println(JmapSession.JSON.writeValueAsString(servers.mongoCommands()));
            }
        }
    }
}
