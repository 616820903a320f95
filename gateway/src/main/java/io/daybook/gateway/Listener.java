package io.daybook.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.tcp.SslProvider;

/** The sockets: one for each address, on one port. Bounded in connections, headers and patience. */
final class Listener implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20_000;
    private static final int HEADER_OCTETS = 32 << 10;
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final Duration QUIET_READ = Duration.ofSeconds(30);
    private static final int WRITE_SECONDS = 60;

    private final List<DisposableServer> servers = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final @Nullable SslProvider tls;
    private final ReactorHttpHandlerAdapter adapter;
    private final Duration farewell;

    /** Listens when this returns; requests under way may take 5 s in the end. */
    Listener(
            List<InetAddress> addresses, int port, @Nullable SslProvider tls, HttpHandler handler) {
        this(addresses, port, tls, handler, Duration.ofSeconds(5));
    }

    /**
     * Listens when this returns.
     *
     * @param port 0 for any that is free
     * @param farewell how long requests under way may take in the end
     * @throws ChannelBindException when the port is in use
     */
    Listener(
            List<InetAddress> addresses,
            int port,
            @Nullable SslProvider tls,
            HttpHandler handler,
            Duration farewell) {
        this.tls = tls;
        this.farewell = farewell;
        this.adapter = new ReactorHttpHandlerAdapter(handler);
        try {
            for (InetAddress address : addresses) {
                servers.add(
                        listen(new InetSocketAddress(address, servers.isEmpty() ? port : port())));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    int port() {
        return servers.getFirst().port();
    }

    private DisposableServer listen(InetSocketAddress address) {
        HttpServer server =
                HttpServer.create()
                        .bindAddress(() -> address)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .idleTimeout(IDLE)
                        .readTimeout(QUIET_READ)
                        .httpRequestDecoder(decoder ->
                                decoder.maxHeaderSize(HEADER_OCTETS)
                                        .maxInitialLineLength(HEADER_OCTETS))
                        .doOnChannelInit((_, channel, _) -> admit(channel))
                        .handle(this::handle);
        if (tls != null) {
            server = server.secure(tls).protocol(HttpProtocol.H2, HttpProtocol.HTTP11);
        }
        return server.bindNow();
    }

    private void admit(Channel channel) {
        channel.pipeline().addFirst(new StalledWrites(WRITE_SECONDS));
        channel.pipeline().addLast(new MalformedRequests());
        channel.closeFuture().addListener(_ -> connections.decrementAndGet());
        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
            channel.close();
        }
    }

    /** How many connections are open. */
    int connections() {
        return connections.get();
    }

    /** Refuses here what could not become a URI, so that this too is answered by a problem. */
    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        String host = request.requestHeaders().get("Host");
        if (isUri(request.uri()) && (host == null || Origins.isAuthority(host))) {
            return adapter.apply(request, response);
        }
        byte[] problem =
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The URL or the Host header is malformed.\"}"
                        .getBytes(StandardCharsets.US_ASCII);
        return response.status(400)
                .header("Content-Type", "application/problem+json")
                .header("Content-Length", Integer.toString(problem.length))
                .sendByteArray(Mono.just(problem));
    }

    /** Whether the request target is a path of the characters of RFC 3986 with whole escapes. */
    static boolean isUri(String target) {
        if (target.isEmpty() || target.charAt(0) != '/' || target.startsWith("//")) {
            return target.equals("*");
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean escape = c == '%';
            if (escape
                    && (i + 2 >= target.length()
                            || Character.digit(target.charAt(i + 1), 16) < 0
                            || Character.digit(target.charAt(i + 2), 16) < 0)) {
                return false;
            }
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '/' && c <= '9')
                            || "-._~!$&'()*+,;=:@?".indexOf(c) >= 0;
            if (!plain && !escape) {
                return false;
            }
        }
        return true;
    }

    /** Takes no more requests, lets those under way finish for a while, and closes. */
    @Override
    public void close() {
        servers.forEach(server -> server.disposeNow(farewell));
    }
}
