package io.daybook.core.cluster;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of the cluster are, when they are in Axon Server.
 *
 * @param servers at least one; whichever answers says where the others are
 * @param context in which there is nothing else
 * @param token null for servers that ask for none
 * @param tls null for none
 */
public record AxonServerSettings(
        List<Server> servers, String context, @Nullable String token, @Nullable Tls tls) {
    public static final int PORT = 8124;
    public static final String CONTEXT = "default";

    public AxonServerSettings {
        servers = List.copyOf(servers);
    }

    /**
     * @param port of its gRPC
     */
    public record Server(String host, int port) {}

    /**
     * @param authorities PEM file of those whose certificates are believed; null for the system's
     */
    public record Tls(@Nullable Path authorities) {}

    @Override
    public String toString() {
        return "Axon Server, context " + context;
    }
}
