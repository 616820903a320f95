package io.daybook.gateway;

import io.daybook.core.http.Answer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * The open WebSockets. One look at all of them every few seconds finds who is silent: they are
 * pinged, and dropped when they stay silent. Messages that have not arrived as a whole share a
 * bounded part of the memory.
 */
final class Sockets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final int LOOK_SECONDS = 5;
    private static final int FAREWELL_SECONDS = 4;

    private final Executor threads;
    private final long mostArriving;
    private final AtomicLong arriving = new AtomicLong();
    private final Set<OpenSocket> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;

    /**
     * @param threads runs what may block
     */
    Sockets(Executor threads) {
        this.threads = threads;
        this.mostArriving = Math.max(32 << 20, Runtime.getRuntime().maxMemory() / 8);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("sockets").daemon().factory());
        timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    // permessage-deflate (RFC 7692) is not agreed on: its windows would cost each connection more
    // than all else, and what it saves on answers is an attacker's oracle.
    Mono<Void> open(HttpServerResponse response, Answer.Socket socket) {
        var builder =
                WebsocketServerSpec.builder()
                        .compress(false)
                        .maxFramePayloadLength(socket.maxMessage());
        if (!socket.protocol().isEmpty()) {
            builder.protocols(socket.protocol());
        }
        return response.sendWebsocket(
                (in, out) -> {
                    var line = new OpenSocket(this, socket, out, threads);
                    open.add(line);
                    return line.run(in);
                },
                builder.build());
    }

    void closed(OpenSocket socket) {
        open.remove(socket);
    }

    /** Takes note of octets of unfinished messages; false when there are too many of them. */
    boolean admit(long octets) {
        return arriving.addAndGet(octets) <= mostArriving;
    }

    private void look() {
        long now = System.nanoTime();
        open.forEach(socket -> look(socket, now));
    }

    /** An exception would end the looks for good. */
    private static void look(OpenSocket socket, long now) {
        try {
            socket.look(now);
        } catch (RuntimeException e) {
            LOG.error("a socket could not be looked after", e);
        }
    }

    /** How many are open. */
    int count() {
        return open.size();
    }

    /** Lets answers under way go out, for a short time, and tells all that the server goes away. */
    @Override
    public void close() {
        timer.shutdownNow();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FAREWELL_SECONDS);
        while (open.stream().anyMatch(OpenSocket::isBusy) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        open.forEach(socket -> socket.close(OpenSocket.GOING_AWAY, "the server stops"));
    }
}
