package io.daybook.server;

import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.server.axon.AxonServerDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Axon Server for tests, with an empty context. {@code DAYBOOK_TEST_AXONSERVER} names a real one
 * in its development mode as HOST:GRPC-PORT:HTTP-PORT, whose events are purged; without it there is
 * a stand-in in this process.
 */
public final class TestAxonServer implements AutoCloseable {
    private static final int OK = 200;

    private final @Nullable AxonServerDouble stand;
    private final AxonServerSettings.Server server;

    private TestAxonServer(@Nullable AxonServerDouble stand, AxonServerSettings.Server server) {
        this.stand = stand;
        this.server = server;
        Used.note(name());
    }

    public static TestAxonServer start() {
        String given = System.getenv("DAYBOOK_TEST_AXONSERVER");
        if (given == null) {
            var stand = new AxonServerDouble();
            return new TestAxonServer(
                    stand, new AxonServerSettings.Server("127.0.0.1", stand.port()));
        }
        String[] parts = given.split(":");
        purge(parts[0], Integer.parseInt(parts[2]));
        return new TestAxonServer(
                null, new AxonServerSettings.Server(parts[0], Integer.parseInt(parts[1])));
    }

    private static void purge(String host, int port) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://" + host + ":" + port + "/v1/devmode/purge-events"))
                        .DELETE()
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != OK) {
                throw new IllegalStateException("Axon Server does not purge its events: " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public AxonServerSettings settings() {
        return new AxonServerSettings(List.of(server), AxonServerSettings.CONTEXT, null, null);
    }

    /** What a run used, for people. */
    public String name() {
        return stand == null
                ? "the Axon Server of DAYBOOK_TEST_AXONSERVER"
                : "a stand-in for Axon Server";
    }

    @Override
    public void close() {
        if (stand != null) {
            stand.close();
        }
    }
}
