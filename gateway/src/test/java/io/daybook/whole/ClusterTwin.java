package io.daybook.whole;

import io.daybook.server.axon.AxonServerDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a test of the embedded product asks for, as a node of a cluster: with {@code
 * -Ddaybook.test.product=cluster} those tests run against the other product, unchanged, and with
 * {@code axonserver} against one whose events are in a stand-in for Axon Server. Each data folder
 * stands for a cluster of its own, which lasts as long as the process of the tests.
 */
final class ClusterTwin {
    private static final String PRODUCT = System.getProperty("daybook.test.product", "embedded");
    private static final Map<Path, ClusterServers> CLUSTERS = new ConcurrentHashMap<>();
    private static final Map<Path, AxonServerDouble> LOGS = new ConcurrentHashMap<>();

    private ClusterTwin() {}

    static boolean isWanted() {
        return PRODUCT.equals("cluster") || isOnAxonServer();
    }

    private static boolean isOnAxonServer() {
        return PRODUCT.equals("axonserver");
    }

    /** The arguments of {@code serve} that stand for those of the embedded product. */
    static List<String> arguments(Path data, String http, String... options) {
        Path folder = data.toAbsolutePath().normalize();
        var servers = CLUSTERS.computeIfAbsent(folder, _ -> new ClusterServers());
        var more = new StringBuilder("http: {listen: \"" + http + "\"}\n");
        if (isOnAxonServer()) {
            int port = LOGS.computeIfAbsent(folder, _ -> new AxonServerDouble()).port();
            more.append("axonserver: {servers: \"127.0.0.1:").append(port).append("\"}\n");
        }
        var arguments = new ArrayList<>(List.of("--mode", "cluster"));
        for (int i = 0; i < options.length; i++) {
            switch (options[i]) {
                case "--smart-host" ->
                        more.append("smart-host: {address: \"")
                                .append(options[++i])
                                .append("\"}\n");
                case "--push-to-private-addresses" ->
                        more.append("push: {private-addresses: true}\n");
                default -> arguments.add(options[i]);
            }
        }
        try {
            Files.createDirectories(folder);
            Path file = servers.file(folder, "twin", servers.ports(), "", more.toString());
            arguments.addAll(List.of("--config", file.toString()));
            return arguments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
