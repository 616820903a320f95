package io.daybook.core.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Who counts as one when attempts are counted. */
public final class Network {
    private static final int IPV6_PREFIX_OCTETS = 8;

    private Network() {}

    /** An IPv4 address itself; of IPv6 the /64, which one customer has as a whole. */
    public static InetAddress of(InetAddress address) {
        if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
            return address;
        }
        byte[] octets = address.getAddress();
        Arrays.fill(octets, IPV6_PREFIX_OCTETS, octets.length, (byte) 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 octets", e);
        }
    }
}
