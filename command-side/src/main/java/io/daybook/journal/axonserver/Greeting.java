package io.daybook.journal.axonserver;

import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.core.cluster.AxonServerSettings.Server;
import io.daybook.core.cluster.SettingRefused;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the servers, one after the other, whether they let us in as the settings say. The connector
 * does not tell: it tries again for ever.
 *
 * @param tls null for none
 * @param longest that a server may take to answer
 */
record Greeting(AxonServerSettings settings, @Nullable SslContext tls, Duration longest) {
    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);
    private static final Metadata.Key<String> TOKEN = key("AxonIQ-Access-Token");
    private static final Metadata.Key<String> CONTEXT = key("AxonIQ-Context");
    private static final Metadata.Key<String> CODE = key("AxonIQ-ErrorCode");
    private static final String NO_CONTEXT = "AXONIQ-1302";

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /**
     * Goes on when none of them answers: they may be there later.
     *
     * @throws SettingRefused when one does not let us in, in one line that names the setting
     */
    void requireEntry() {
        for (var server : settings.servers()) {
            try {
                greet(server);
                return;
            } catch (StatusRuntimeException e) {
                var advice = advice(server, e);
                if (advice != null) {
                    var refused = new SettingRefused("Axon Server at " + where(server) + advice);
                    refused.addSuppressed(e);
                    throw refused;
                }
                LOG.warn("Axon Server at {} does not answer yet: {}", where(server), e.toString());
            }
        }
    }

    private static String where(Server server) {
        return server.host() + ":" + server.port();
    }

    private void greet(Server server) {
        var builder = NettyChannelBuilder.forAddress(server.host(), server.port());
        var channel = tls == null ? builder.usePlaintext() : builder.sslContext(tls);
        var connected = channel.build();
        try {
            var ignored =
                    PlatformServiceGrpc.newBlockingStub(connected)
                            .withDeadlineAfter(longest.toMillis(), TimeUnit.MILLISECONDS)
                            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
                            .getPlatformServer(
                                    ClientIdentification.newBuilder()
                                            .setComponentName(AxonServerConnections.COMPONENT)
                                            .setClientId("greeting")
                                            .build());
        } finally {
            connected.shutdownNow();
        }
    }

    private Metadata headers() {
        var headers = new Metadata();
        headers.put(CONTEXT, settings.context());
        if (settings.token() != null) {
            headers.put(TOKEN, settings.token());
        }
        return headers;
    }

    /** Null when it may be better later. */
    private @Nullable String advice(Server server, StatusRuntimeException e) {
        var code = e.getTrailers() == null ? null : e.getTrailers().get(CODE);
        if (NO_CONTEXT.equals(code)) {
            return " has no context "
                    + settings.context()
                    + ": make it, or correct axonserver.context";
        }
        return switch (e.getStatus().getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                    " does not let us into the context "
                            + settings.context()
                            + ": correct axonserver.token";
            case UNAVAILABLE -> tls == null ? withoutTls(server) : withTls(e.getStatus());
            default -> null;
        };
    }

    private @Nullable String withoutTls(Server server) {
        return speaksTls(server)
                ? " speaks TLS: set axonserver.tls, and axonserver.authorities if its certificate"
                        + " is your own"
                : null;
    }

    /** A connection without TLS just ends there, as it may for many reasons. */
    private boolean speaksTls(Server server) {
        int millis = (int) longest.toMillis();
        try (var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), millis);
            socket.setSoTimeout(millis);
            socket.startHandshake();
            return true;
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CertificateException) {
                    return true;
                }
            }
            return false;
        }
    }

    private static @Nullable String withTls(Status status) {
        for (var cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof NotSslRecordException) {
                return " does not speak TLS: correct axonserver.tls, or its address";
            }
            if (cause instanceof SSLException) {
                return " shows a certificate that is not believed: correct axonserver.authorities,"
                        + " or name the host as the certificate does";
            }
        }
        return null;
    }
}
