package io.daybook.launch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where the server listens: every address that the host stands for, on one port. {@code localhost}
 * is both loopback addresses. Port 0 means any free port.
 */
public record HttpAddress(String host, List<InetAddress> addresses, int port) {
    private static final String SHAPE =
            " needs HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, not '";

    public HttpAddress {
        addresses = List.copyOf(addresses);
    }

    public boolean isLoopback() {
        return addresses.stream().allMatch(InetAddress::isLoopbackAddress);
    }

    /** {@code host:port} as it stands in a URL; an IPv6 host has its brackets. */
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * @param setting where the text was found, for the error line
     */
    static Parsed<HttpAddress> parse(String setting, String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || bracketed != host.contains(":")) {
            return Parsed.wrong(setting + SHAPE + text + "'");
        }
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            return Parsed.wrong(
                    setting + " " + text + ": the port must be a number from 0 to 65535");
        }
        return resolve(host, Integer.parseInt(port), setting + " " + text);
    }

    private static Parsed<HttpAddress> resolve(String host, int port, String given) {
        try {
            if (host.equalsIgnoreCase("localhost")) {
                var loopbacks =
                        List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
                return Parsed.ok(new HttpAddress("localhost", loopbacks, port));
            }
            return Parsed.ok(new HttpAddress(host, List.of(InetAddress.getAllByName(host)), port));
        } catch (UnknownHostException e) {
            return Parsed.wrong(
                    given
                            + ": no address is known for "
                            + host
                            + "; give an address of this machine, such as 127.0.0.1");
        }
    }
}
