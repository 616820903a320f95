package io.daybook.server.axon;

import io.daybook.server.FaultProxy;
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
    private final @Nullable String token;
    private final FaultProxy proxy;
    private Server server;

    public AxonServerDouble() {
        this(null);
    }

    /**
     * @param token that clients must show; null when they need none
     */
    public AxonServerDouble(@Nullable String token) {
        this.token = token;
        server = serve(0);
        proxy = FaultProxy.to(server.getPort());
        faults.cutWith(() -> {
            proxy.cut();
            proxy.restore();
        });
    }

    private Server serve(int port) {
        try {
            return NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .permitKeepAliveTime(1, TimeUnit.MILLISECONDS)
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
            if (token == null || token.equals(headers.get(TOKEN))) {
                return next.startCall(call, headers);
            }
            var refusal =
                    DoubleEventStore.error(
                            Status.PERMISSION_DENIED.withDescription("Invalid token"),
                            "AXONIQ-1001");
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
