package io.daybook.server.axon;

import io.daybook.server.FaultProxy;
import io.daybook.server.TestCertificate;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One server with one context, behind a proxy that can end its connections. */
public final class AxonServerDouble implements AutoCloseable {
    private static final Metadata.Key<String> TOKEN =
            Metadata.Key.of("AxonIQ-Access-Token", Metadata.ASCII_STRING_MARSHALLER);

    private final DoubleLog log = new DoubleLog();
    private final AxonFaults faults = new AxonFaults();
    private static final Metadata.Key<String> CONTEXT =
            Metadata.Key.of("AxonIQ-Context", Metadata.ASCII_STRING_MARSHALLER);
    private static final String ONLY_CONTEXT = "default";

    private final @Nullable String token;
    private final @Nullable TestCertificate certificate;
    private final FaultProxy proxy;
    private Server server;

    public AxonServerDouble() {
        this(null);
    }

    /**
     * @param token that clients must show; null when they need none
     */
    public AxonServerDouble(@Nullable String token) {
        this(token, null);
    }

    /**
     * @param certificate of a server that speaks TLS; null for one that does not
     */
    public AxonServerDouble(@Nullable String token, @Nullable TestCertificate certificate) {
        this.token = token;
        this.certificate = certificate;
        server = serve(0);
        proxy = FaultProxy.to(server.getPort());
        faults.cutWith(() -> {
            proxy.cut();
            proxy.restore();
        });
    }

    private Server serve(int port) {
        try {
            var builder =
                    NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            if (certificate != null) {
                builder.useTransportSecurity(
                        certificate.chain().toFile(), certificate.key().toFile());
            }
            return builder.permitKeepAliveTime(1, TimeUnit.MILLISECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .intercept(new Door())
                    .addService(new DoublePlatform())
                    .addService(new DoubleEventStore(log, faults))
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Door implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String shown = headers.get(TOKEN);
            if (token != null && !token.equals(shown)) {
                return shown == null
                        ? refuse(call, Status.PERMISSION_DENIED, "Token missing", "AXONIQ-1000")
                        : refuse(call, Status.PERMISSION_DENIED, "Invalid token", "AXONIQ-1001");
            }
            String context = headers.get(CONTEXT);
            return context != null && !context.equals(ONLY_CONTEXT)
                    ? refuse(call, Status.NOT_FOUND, "Context not found", "AXONIQ-1302")
                    : next.startCall(call, headers);
        }

        private static <Q, A> ServerCall.Listener<Q> refuse(
                ServerCall<Q, A> call, Status status, String why, String code) {
            var refusal = DoubleEventStore.error(status.withDescription(why), code);
            call.close(refusal.getStatus(), refusal.getTrailers());
            return new ServerCall.Listener<>() {};
        }
    }

    /** Where clients find it. */
    public int port() {
        return proxy.port();
    }

    public AxonFaults faults() {
        return faults;
    }

    /** Between clients and the server. */
    public FaultProxy proxy() {
        return proxy;
    }

    /** Ends the server as it would end by a crash, and starts it again with what was committed. */
    public void restart() {
        int port = server.getPort();
        end();
        server = serve(port);
    }

    /** What was committed until now is not among the latest any more. */
    public void age() {
        log.age();
    }

    /** As if the files of the server had been deleted. */
    public void loseAll() {
        log.clear();
    }

    private void end() {
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        faults.go();
        proxy.close();
        end();
    }
}
