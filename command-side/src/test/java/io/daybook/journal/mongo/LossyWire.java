package io.daybook.journal.mongo;

import com.mongodb.ServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Between driver and server: ends connections just before or just after commits are inserted. */
final class LossyWire implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    /** So many inserts of commits do not reach the server. */
    final AtomicInteger lostRequests = new AtomicInteger();

    /** Of so many inserts of commits the answer is not told. */
    final AtomicInteger lostAnswers = new AtomicInteger();

    private final ServerAddress server;
    private final ServerSocket listener;

    LossyWire(ServerAddress server) {
        this.server = server;
        try {
            listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    ServerAddress address() {
        return new ServerAddress("127.0.0.1", listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket through = new Socket(server.getHost(), server.getPort());
                var cut = new AtomicBoolean();
                Thread.ofVirtual().start(() -> requests(client, through, cut));
                Thread.ofVirtual().start(() -> answers(client, through, cut));
            }
        } catch (IOException e) {
            // Closed: the end.
            return;
        }
    }

    private void requests(Socket client, Socket through, AtomicBoolean cut) {
        try (client;
                through) {
            byte[] chunk = new byte[CHUNK];
            for (int n = read(client, chunk); n >= 0; n = read(client, chunk)) {
                if (isInsert(chunk, n)) {
                    if (isLost(lostRequests)) {
                        return;
                    }
                    cut.set(isLost(lostAnswers));
                }
                through.getOutputStream().write(chunk, 0, n);
            }
        } catch (IOException e) {
            // One side has gone, which the other is told by the end of its connection.
        }
    }

    private static void answers(Socket client, Socket through, AtomicBoolean cut) {
        try (client;
                through) {
            byte[] chunk = new byte[CHUNK];
            for (int n = read(through, chunk); n >= 0 && !cut.get(); n = read(through, chunk)) {
                client.getOutputStream().write(chunk, 0, n);
            }
        } catch (IOException e) {
            // One side has gone, which the other is told by the end of its connection.
        }
    }

    private static int read(Socket from, byte[] chunk) throws IOException {
        return from.getInputStream().read(chunk);
    }

    private static boolean isInsert(byte[] chunk, int length) {
        String text = new String(Arrays.copyOf(chunk, length), StandardCharsets.ISO_8859_1);
        return text.contains("insert") && text.contains("commits");
    }

    private static boolean isLost(AtomicInteger count) {
        return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
