package io.daybook.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between a client and a server on loopback, and is a bad network when a test wants one.
 * What is changed holds for open connections, too.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final byte[] REFUSAL =
            ("HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
                            + "Connection: close\r\n\r\nbusy\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Weather weather = Weather.FAIR;
    private long delayMillis;

    private enum Weather {
        FAIR,
        /** Nothing passes, and nobody is told. */
        PAUSED,
        /** Every connection ends at once. */
        CUT,
        /** Every HTTP request is answered with 503, and never reaches the server. */
        REFUSING,
        CLOSED
    }

    private FaultProxy(InetSocketAddress server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    /** Listens on a free port of its own for what is meant for that port. */
    public static FaultProxy to(int port) {
        try {
            var loopback = InetAddress.getLoopbackAddress();
            var proxy =
                    new FaultProxy(
                            new InetSocketAddress(loopback, port),
                            new ServerSocket(0, 512, loopback));
            Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What was sent waits, in both directions, until {@link #restore}. */
    public void pause() {
        change(Weather.PAUSED);
    }

    /** Ends every connection, and each new one as soon as it is there. */
    public void cut() {
        change(Weather.CUT);
        open.forEach(FaultProxy::closeQuietly);
    }

    /** Answers HTTP requests with 503 in the name of the server. */
    public void refuse() {
        change(Weather.REFUSING);
        open.forEach(FaultProxy::closeQuietly);
    }

    /** Everything passes again. */
    public void restore() {
        change(Weather.FAIR);
    }

    /** Holds each piece back for as long, in both directions. */
    public void delay(Duration time) {
        lock.lock();
        try {
            delayMillis = time.toMillis();
        } finally {
            lock.unlock();
        }
    }

    private void change(Weather to) {
        lock.lock();
        try {
            weather = to;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().name("fault-proxy").start(() -> serve(client));
            } catch (IOException e) {
                // Closed: the end.
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            switch (awaitPassage()) {
                case FAIR, PAUSED -> connect(client);
                case REFUSING -> refuse(client);
                case CUT, CLOSED -> {}
            }
        } catch (IOException e) {
            // One side has gone, which the other one is told by the end of its connection.
        } finally {
            open.remove(client);
        }
    }

    private void connect(Socket client) throws IOException {
        try (var there = new Socket()) {
            open.add(there);
            there.connect(server, CONNECT_MILLIS);
            there.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            var back = Thread.ofVirtual().name("fault-proxy").start(() -> pump(there, client));
            pump(client, there);
            back.join();
            open.remove(there);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[16 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (awaitPassage() != Weather.FAIR) {
                    break;
                }
                out.write(piece, 0, length);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    /** Waits while nothing passes; how the weather is then. */
    private Weather awaitPassage() throws IOException {
        lock.lock();
        try {
            while (weather == Weather.PAUSED) {
                changed.await();
            }
            if (delayMillis > 0 && weather == Weather.FAIR) {
                changed.await(delayMillis, TimeUnit.MILLISECONDS);
            }
            return weather;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Reads one request up to the end of its header, and answers it. */
    private static void refuse(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        int ends = 0;
        for (int octet = in.read(); octet >= 0 && ends < 4; ) {
            ends = octet == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : octet == '\r' ? 1 : 0;
            octet = ends < 4 ? in.read() : octet;
        }
        client.getOutputStream().write(REFUSAL);
        client.shutdownOutput();
        // What follows is read, so that the answer is not lost in a reset.
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() {
        change(Weather.CLOSED);
        open.forEach(FaultProxy::closeQuietly);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
