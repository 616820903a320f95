package io.daybook.submission.relay.smtp;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where all mail goes, and how.
 *
 * @param host a name or an address without brackets
 * @param login null to send without
 * @param authorities PEM certificates to trust instead of those of the JDK, or null
 * @param greeting the domain to greet with, null for the literal of the local address
 */
public record SmartHost(
        String host,
        int port,
        Security security,
        @Nullable Login login,
        @Nullable Path authorities,
        @Nullable String greeting,
        Patience patience) {

    /** How the connection is encrypted. */
    public enum Security {
        /** STARTTLS when the host offers it; its certificate matters only when there is a login. */
        OPPORTUNISTIC,
        /** STARTTLS, or nothing is sent (RFC 3207). */
        REQUIRED,
        /** TLS from the first octet on (RFC 8314 section 3.3). */
        IMPLICIT
    }

    /** Never shown in texts. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * The times of RFC 5321 section 4.5.3.2.
     *
     * @param connect to one address of the host
     * @param reply to the greeting and each command
     * @param write for each 64 KB
     * @param end for the reply to the end of the data
     */
    public record Patience(Duration connect, Duration reply, Duration write, Duration end) {
        public static final Patience STANDARD =
                new Patience(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(10));
    }

    /** Whether the host must show a certificate that is valid for its name. */
    boolean isVerified() {
        return security != Security.OPPORTUNISTIC || isSecret();
    }

    /** A password must not go over a network in the clear; loopback is no network. */
    boolean isSecret() {
        return login != null && !isLoopback();
    }

    private boolean isLoopback() {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
