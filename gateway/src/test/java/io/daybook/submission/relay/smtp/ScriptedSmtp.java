package io.daybook.submission.relay.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on loopback that answers as a test says, and keeps every octet that it was told.
 */
public final class ScriptedSmtp implements AutoCloseable {
    /** An answer that is none: the connection is dropped. */
    public static final String DROP = "drop";

    /** An answer that never comes. */
    public static final String SILENCE = "silence";

    /** CR LF . CR LF */
    private static final long END = 0x0D_0A_2E_0D_0AL;

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile List<String> extensions =
            List.of("8BITMIME", "SIZE 1000000", "DSN", "SMTPUTF8");
    private volatile Function<String, String> answers = _ -> "";
    private volatile long dropAfter = Long.MAX_VALUE;

    /** What became this server's responsibility, whether anybody heard it say so or not. */
    public record Delivery(String recipient, String message) {}

    public ScriptedSmtp() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public ScriptedSmtp offers(String... keywords) {
        extensions = List.of(keywords);
        return this;
    }

    /**
     * What is answered from now on to each command, to {@code greeting}, and to {@code .} at the
     * end of the data; the empty text for what a server that takes all mail says.
     */
    public ScriptedSmtp answers(Function<String, String> with) {
        answers = with;
        return this;
    }

    /** Drops the connection after so many octets of a message. */
    public ScriptedSmtp dropsAfter(long octets) {
        dropAfter = octets;
        return this;
    }

    public int connections() {
        return connections.get();
    }

    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** The messages whose end was seen, as they stood on the wire. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** For each message whose end was seen, one for each recipient that was accepted. */
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            var recipients = new ArrayList<String>();
            boolean goesOn = say(out, answers.apply("greeting"), "220 smtp.test ESMTP");
            while (goesOn) {
                String command = line(in);
                if (command == null) {
                    return;
                }
                commands.add(command);
                goesOn =
                        command.equals("DATA")
                                ? data(in, out, recipients)
                                : command(out, command, recipients);
            }
        } catch (IOException e) {
            commands.add("broken");
        } finally {
            open.remove(socket);
        }
    }

    private boolean command(OutputStream out, String command, List<String> recipients)
            throws IOException {
        String said = answers.apply(command);
        if (command.startsWith("EHLO")) {
            var lines = new StringBuilder("250-smtp.test\r\n");
            extensions.forEach(keyword -> lines.append("250-").append(keyword).append("\r\n"));
            return say(out, said, lines + "250 HELP");
        }
        if (command.equals("QUIT")) {
            say(out, said, "221 bye");
            return false;
        }
        if (command.startsWith("MAIL")) {
            recipients.clear();
        }
        if (command.startsWith("RCPT") && said.isEmpty()) {
            recipients.add(command.substring(command.indexOf('<') + 1, command.lastIndexOf('>')));
        }
        return say(out, said, "250 2.0.0 ok");
    }

    private boolean data(InputStream in, OutputStream out, List<String> recipients)
            throws IOException {
        String said = answers.apply("DATA");
        if (!say(out, said, "354 go on") || !said.isEmpty()) {
            return !said.equals(DROP);
        }
        var message = new ByteArrayOutputStream();
        long last = 0x0D0A;
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            message.write(octet);
            last = (last << 8 | octet) & 0xFF_FFFF_FFFFL;
            if (message.size() >= dropAfter) {
                return false;
            }
            if (last == END) {
                String text = message.toString(StandardCharsets.ISO_8859_1);
                messages.add(text);
                recipients.forEach(recipient -> deliveries.add(new Delivery(recipient, text)));
                return say(out, answers.apply("."), "250 2.0.0 queued");
            }
        }
    }

    private static boolean say(OutputStream out, String said, String otherwise) throws IOException {
        if (said.equals(DROP)) {
            return false;
        }
        if (!said.equals(SILENCE)) {
            String lines = said.isEmpty() ? otherwise : said;
            out.write((lines + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return true;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(octet);
        }
        return null;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
