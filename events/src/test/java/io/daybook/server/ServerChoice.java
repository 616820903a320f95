package io.daybook.server;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the servers of tests are: where an environment variable says, else in containers if the
 * system property {@code daybook.servers} is {@code containers}, else a stand-in is started.
 *
 * @param environment of the process
 * @param property what the system property says, or null
 */
record ServerChoice(Map<String, String> environment, @Nullable String property) {
    static final String PROPERTY = "daybook.servers";
    private static final String CONTAINERS = "containers";

    ServerChoice {
        if (property != null && !property.equals(CONTAINERS)) {
            throw new IllegalArgumentException(
                    PROPERTY + " can be " + CONTAINERS + ", or nothing, but not " + property);
        }
    }

    static ServerChoice ofThisRun() {
        return new ServerChoice(System.getenv(), System.getProperty(PROPERTY));
    }

    ServerOrigin origin(ServerKind kind) {
        if (!environment.getOrDefault(kind.variable(), "").isBlank()) {
            return ServerOrigin.GIVEN;
        }
        return property == null ? ServerOrigin.STAND_IN : ServerOrigin.CONTAINER;
    }

    /** Starts the server, unless it is given. */
    RunningServer find(
            ServerKind kind, Supplier<RunningServer> container, Supplier<RunningServer> standIn) {
        return switch (origin(kind)) {
            case GIVEN ->
                    new RunningServer(
                            ServerOrigin.GIVEN,
                            environment.get(kind.variable()),
                            "the " + kind.label() + " of " + kind.variable(),
                            null);
            case CONTAINER -> container.get();
            case STAND_IN -> standIn.get();
        };
    }
}
