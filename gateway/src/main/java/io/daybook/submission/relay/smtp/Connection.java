package io.daybook.submission.relay.smtp;

import io.daybook.smtp.SmtpReply;
import io.daybook.submission.relay.Relay;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP connection whose commands are given one by one. Greeting, EHLO, STARTTLS and AUTH are the
 * library's; its way of sending is not used, because it knows no parameters of single recipients
 * and no moment before the end of the data.
 */
final class Connection extends SMTPTransport {
    private static final int PEEK_MILLIS = 1;

    private final Socket socket;

    private Connection(Session session, URLName url, Socket socket) {
        super(session, url, "smtp", false);
        this.socket = socket;
    }

    /**
     * Greets the host on a connected socket.
     *
     * @throws MessagingException when it does not take mail, encrypt, or accept the login
     */
    static Connection open(SmartHost host, SSLContext tls, Socket socket, String greeting)
            throws MessagingException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.localhost", greeting);
        properties.setProperty("mail.smtp.quitwait", "false");
        // Octets pass as they are: what is not ASCII is encoded before it gets here.
        properties.setProperty("mail.mime.allowutf8", "false");
        boolean startTls = host.security() != SmartHost.Security.IMPLICIT;
        boolean mustStart =
                host.security() == SmartHost.Security.REQUIRED || (startTls && host.isSecret());
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(mustStart));
        properties.setProperty(
                "mail.smtp.ssl.checkserveridentity", Boolean.toString(host.isVerified()));
        properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
        var login = host.login();
        properties.setProperty("mail.smtp.auth", Boolean.toString(login != null));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        var url =
                new URLName(
                        "smtp",
                        host.host(),
                        host.port(),
                        null,
                        login == null ? null : login.user(),
                        login == null ? null : login.password());
        var connection = new Connection(Session.getInstance(properties), url, socket);
        connection.connect(socket);
        return connection;
    }

    /** Gives a command, which holds no CR or LF, and waits for the reply. */
    synchronized SmtpReply command(String line) throws MessagingException {
        if (line.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("an SMTP command is one line");
        }
        sendCommand(octets(line));
        return reply();
    }

    /**
     * DATA, and all of the message but the end of the data; everything has left the machine when
     * this returns null, else the reply that refused it.
     */
    synchronized @Nullable SmtpReply message(
            Relay.Content content, long octetsBeforeLastLineEnd, Runnable beforePiece)
            throws IOException, MessagingException {
        try {
            // The stream doubles dots at the beginning of lines (RFC 5321 section 4.5.2) and writes
            // every kind of line end as CR LF.
            content.writeTo(new FirstOctets(data(), octetsBeforeLastLineEnd, beforePiece));
        } catch (SMTPSendFailedException e) {
            return replied();
        }
        // The last line end, which flushes too.
        sendCommand("");
        return early();
    }

    /**
     * A reply to the message that came before its end: the host has given up. A host that is gone
     * is noticed here as well, while nothing is lost yet.
     */
    private @Nullable SmtpReply early() throws IOException, MessagingException {
        int timeout = socket.getSoTimeout();
        socket.setSoTimeout(PEEK_MILLIS);
        try {
            readServerResponse();
        } catch (MessagingException e) {
            if (e.getNextException() instanceof SocketTimeoutException) {
                return null;
            }
            throw e;
        } finally {
            socket.setSoTimeout(timeout);
        }
        return replied();
    }

    /** The end of the data; from here on the host may have the message. */
    synchronized SmtpReply end() throws MessagingException {
        sendCommand(".");
        return reply();
    }

    private SmtpReply reply() throws MessagingException {
        readServerResponse();
        return replied();
    }

    private SmtpReply replied() throws MessagingException {
        var reply = SmtpReply.of(List.of(getLastServerResponse().stripTrailing().split("\n")));
        if (reply == null) {
            throw new MessagingException("no SMTP reply");
        }
        return reply;
    }

    boolean offers(String extension) {
        return supportsExtension(extension);
    }

    /**
     * The largest message that the host takes (RFC 1870 section 6), or null when it does not say.
     */
    @Nullable Long maxSize() {
        String parameter = getExtensionParameter("SIZE");
        if (parameter == null || !parameter.strip().matches("[0-9]{1,18}")) {
            return null;
        }
        long size = Long.parseLong(parameter.strip());
        return size == 0 ? null : size;
    }

    /** The library writes the low octet of each character. */
    private static String octets(String line) {
        return line.chars().allMatch(c -> c < 0x80)
                ? line
                : new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
