package io.daybook.submission.relay.smtp;

import io.daybook.smtp.SmtpReply;
import io.daybook.submission.relay.Relay;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Relays by SMTP through a smart host, one connection for each transaction. */
public final class SmtpRelay implements Relay {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpRelay.class);

    private final SmartHost host;
    private final SSLContext tls;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @throws TrustedHosts.CannotTrust when the certificates to trust cannot be read
     */
    public SmtpRelay(SmartHost host) {
        this.host = host;
        this.tls = TrustedHosts.context(host);
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("relay-deadline").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Transaction transfer(Mail mail, Handover handover) {
        var progress = new Progress(mail);
        ContentScan scan;
        try {
            scan = ContentScan.of(mail.content());
        } catch (IOException e) {
            LOG.error("A message to be sent cannot be read.", e);
            return progress.end(SmtpReply.synthetic(451, "4.3.0", "the message cannot be read"));
        }
        try (Socket socket = connect();
                var deadline = new Deadline(timer, socket)) {
            return converse(socket, deadline, mail, handover, scan, progress);
        } catch (IOException e) {
            LOG.warn("The smart host {} cannot be reached: {}", name(), e.toString());
            return progress.end(unusable("4.4.1", "the smart host cannot be reached"));
        }
    }

    private Transaction converse(
            Socket socket,
            Deadline deadline,
            Mail mail,
            Handover handover,
            ContentScan scan,
            Progress progress) {
        open.add(deadline);
        Connection connection = null;
        try {
            deadline.allow(host.patience().reply());
            connection = Connection.open(host, tls, encrypted(socket), greeting(socket));
            return new Dialogue(connection, host.patience(), deadline, mail, scan, progress)
                    .hold(handover);
        } catch (AuthenticationFailedException e) {
            LOG.warn("The smart host {} refuses the login.", name());
            return progress.end(
                    unusable("4.7.0", "the smart host refuses the login of this server"));
        } catch (IOException | MessagingException e) {
            LOG.warn(
                    "The smart host {} did not see a transaction through: {}",
                    name(),
                    e.toString());
            return connection == null
                    ? progress.end(unusable("4.4.2", "the smart host cannot be used"))
                    : progress.broken();
        } finally {
            open.remove(deadline);
            quit(connection);
        }
    }

    /** Whether the farewell arrives does not matter. */
    private void quit(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (MessagingException e) {
            LOG.debug("The smart host {} was gone before the farewell.", name(), e);
        }
    }

    /** What the operator mends: another attempt may succeed. */
    private static SmtpReply unusable(String status, String sentence) {
        return SmtpReply.synthetic(451, status, sentence);
    }

    /** RFC 5321 section 5.1: the addresses are tried in turn. */
    private Socket connect() throws IOException {
        var failure = new IOException("the server stops");
        for (InetAddress address : InetAddress.getAllByName(host.host())) {
            if (closed) {
                break;
            }
            var socket = new Socket();
            try {
                // The name that certificates are checked against is the one that was given.
                var named = InetAddress.getByAddress(host.host(), address.getAddress());
                socket.connect(
                        new InetSocketAddress(named, host.port()),
                        Math.toIntExact(host.patience().connect().toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private Socket encrypted(Socket socket) throws IOException {
        if (host.security() != SmartHost.Security.IMPLICIT) {
            return socket;
        }
        var secure =
                (SSLSocket)
                        tls.getSocketFactory().createSocket(socket, host.host(), host.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** RFC 5321 section 4.1.4: who has no domain greets with the literal of the address. */
    private String greeting(Socket socket) {
        if (host.greeting() != null) {
            return host.greeting();
        }
        InetAddress local = socket.getLocalAddress();
        String text = local.getHostAddress();
        int zone = text.indexOf('%');
        return local instanceof Inet6Address
                ? "[IPv6:" + (zone < 0 ? text : text.substring(0, zone)) + "]"
                : "[" + text + "]";
    }

    private String name() {
        return host.host() + ":" + host.port();
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(Deadline::cut);
        timer.shutdownNow();
    }
}
