package io.daybook.journal.axonserver;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.core.cluster.AxonServerSettings.Tls;
import io.daybook.core.cluster.SettingRefused;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The connection of a node to Axon Server, which is made again whenever it is lost. */
public final class AxonServerConnections implements AutoCloseable {
    static final String COMPONENT = "daybook";
    private static final long RECONNECT_MILLIS = 250;
    private static final long KEEP_ALIVE_MILLIS = 2_000;
    private static final int LARGEST_MESSAGE = 16 << 20;

    private final AxonServerConnectionFactory factory;
    private final AxonServerConnection connection;

    /**
     * @param node the name of this node
     * @param longest that a call may take
     * @throws SettingRefused when the certificates cannot be read, or a server does not let us in
     */
    public AxonServerConnections(AxonServerSettings settings, String node, Duration longest) {
        var tls = settings.tls() == null ? null : context(settings.tls());
        new Greeting(settings, tls, longest).requireEntry();
        var builder =
                AxonServerConnectionFactory.forClient(COMPONENT, node + "-" + UUID.randomUUID())
                        .routingServers(
                                settings.servers().stream()
                                        .map(one -> new ServerAddress(one.host(), one.port()))
                                        .toArray(ServerAddress[]::new))
                        .connectTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                        .reconnectInterval(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)
                        .forceReconnectViaRoutingServers(true)
                        .usingKeepAlive(
                                KEEP_ALIVE_MILLIS, longest.toMillis(), TimeUnit.MILLISECONDS, true)
                        .maxInboundMessageSize(LARGEST_MESSAGE)
                        .customize(channel -> channel.intercept(new Deadlines(longest)));
        if (settings.token() != null) {
            builder.token(settings.token());
        }
        if (tls != null) {
            builder.useTransportSecurity(tls);
        }
        factory = builder.build();
        connection = factory.connect(settings.context());
    }

    private static SslContext context(Tls tls) {
        var builder = GrpcSslContexts.forClient();
        try {
            return tls.authorities() == null
                    ? builder.build()
                    : builder.trustManager(tls.authorities().toFile()).build();
        } catch (SSLException | IllegalArgumentException e) {
            var refused =
                    new SettingRefused(
                            "axonserver.authorities: "
                                    + tls.authorities()
                                    + " has no certificates that can be read");
            refused.addSuppressed(e);
            throw refused;
        }
    }

    public AxonServerConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.disconnect();
        factory.shutdown();
    }
}
