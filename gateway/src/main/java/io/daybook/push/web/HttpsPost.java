package io.daybook.push.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over TLS to a URL that a stranger named. The name is resolved once, and the connection
 * goes to an address that was looked at: no redirect is followed, no proxy asked, and a name that
 * points elsewhere a moment later gains nothing. Bounded in time and in what it reads.
 */
public final class HttpsPost implements AutoCloseable {
    private static final int HTTPS = 443;
    private static final int RESOLVE_SECONDS = 10;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 15_000;
    private static final int MOST_ADDRESSES = 3;

    private final SSLSocketFactory tls;
    private final Predicate<InetAddress> allowed;
    private final Clock clock;

    /** A look-up may stop a platform thread for as long as the resolver likes. */
    private final ExecutorService resolvers =
            Executors.newFixedThreadPool(
                    4, Thread.ofPlatform().name("push-resolver-", 0).daemon().factory());

    /**
     * @param privateAddresses whether to connect to addresses that are not of the public internet
     */
    public HttpsPost(SSLSocketFactory tls, boolean privateAddresses, Clock clock) {
        this.tls = tls;
        this.allowed = privateAddresses ? _ -> true : PublicAddress::test;
        this.clock = clock;
    }

    Outcome post(URI url, Map<String, String> headers, byte[] body) {
        String host = url.getHost();
        int port = url.getPort() < 0 ? HTTPS : url.getPort();
        try (Socket plain = connect(addresses(host), port);
                SSLSocket socket = secure(plain, unbracketed(host), port)) {
            socket.getOutputStream().write(head(url, headers, body.length));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return Reply.read(new BufferedInputStream(socket.getInputStream())).outcome(clock);
        } catch (IOException e) {
            return new Outcome.Failed(e.getClass().getSimpleName());
        }
    }

    /** Those of the host's addresses that may be connected to. */
    private List<InetAddress> addresses(String host) throws IOException {
        try {
            InetAddress[] all =
                    resolvers
                            .submit(() -> InetAddress.getAllByName(unbracketed(host)))
                            .get(RESOLVE_SECONDS, TimeUnit.SECONDS);
            var addresses = Stream.of(all).filter(allowed).limit(MOST_ADDRESSES).toList();
            if (addresses.isEmpty()) {
                throw new IOException("no public address");
            }
            return addresses;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no address", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Socket connect(List<InetAddress> addresses, int port) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : addresses) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                socket.setSoTimeout(READ_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** Server name and certificate are those of the URL, whatever the address. */
    private SSLSocket secure(Socket plain, String host, int port) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] head(URI url, Map<String, String> headers, int length) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        var head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(url.getHost()).append(port).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(length).append("\r\n");
        head.append("User-Agent: Daybook\r\nConnection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() {
        resolvers.shutdownNow();
    }

    /** Reads what is looked at of a response: status and Retry-After. */
    record Reply(int status, String retryAfter) {
        private static final int MOST_OCTETS = 32 << 10;

        static Reply read(InputStream in) throws IOException {
            int[] left = {MOST_OCTETS};
            while (true) {
                int status = status(line(in, left));
                String retryAfter = "";
                for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
                    int colon = line.indexOf(':');
                    if (colon > 0 && line.substring(0, colon).equalsIgnoreCase("Retry-After")) {
                        retryAfter = line.substring(colon + 1).strip();
                    }
                }
                // RFC 9110 section 15.2: an interim response precedes the final one.
                if (status >= 200) {
                    return new Reply(status, retryAfter);
                }
            }
        }

        private static int status(String line) throws IOException {
            if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
                throw new IOException("no status line");
            }
            return Integer.parseInt(line.substring(9, 12));
        }

        private static String line(InputStream in, int[] left) throws IOException {
            var line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0 || --left[0] < 0) {
                    throw new IOException("the response breaks off, or is endless");
                }
                line.append((char) octet);
            }
            return line.toString().stripTrailing();
        }

        // RFC 8030 section 5: 2xx is taken. RFC 8030 section 7.3: 404 or 410 is gone for ever.
        Outcome outcome(Clock clock) {
            return switch (status) {
                case 404, 410 -> new Outcome.Gone();
                // RFC 8620 section 7.2: a 429 MUST reduce the frequency of pushes.
                case 429 -> new Outcome.Busy(RetryAfter.pause(retryAfter, clock.instant()));
                case 503 ->
                        retryAfter.isEmpty()
                                ? new Outcome.Failed("503")
                                : new Outcome.Busy(RetryAfter.pause(retryAfter, clock.instant()));
                default ->
                        status < 300
                                ? new Outcome.Delivered()
                                : new Outcome.Failed(Integer.toString(status));
            };
        }
    }
}
