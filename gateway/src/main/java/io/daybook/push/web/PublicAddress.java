package io.daybook.push.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells the addresses of the public internet from those behind which something of the operator's
 * own may be (RFC 6890 and the registries of special-purpose addresses).
 */
final class PublicAddress {
    private record Block(byte[] network, int bits) {
        static Block of(String text) {
            String[] parts = text.split("/");
            byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
            return new Block(network, Integer.parseInt(parts[1]));
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> SPECIAL_4 =
            blocks(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3");

    /** All that is not here is not global: loopback, mapped, NAT64, link-local, unique local. */
    private static final List<Block> GLOBAL_6 = blocks("2000::/3");

    private static final List<Block> SPECIAL_6 =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddress() {}

    static boolean test(InetAddress address) {
        byte[] octets = address.getAddress();
        return address instanceof Inet4Address
                ? !isIn(SPECIAL_4, octets)
                : isIn(GLOBAL_6, octets) && !isIn(SPECIAL_6, octets);
    }

    private static boolean isIn(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... texts) {
        return List.of(texts).stream().map(Block::of).toList();
    }
}
