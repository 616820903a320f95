package io.daybook.launch;

import java.net.InetAddress;

/** A block of IP addresses; a single address is a block of full prefix length. */
public record Cidr(InetAddress network, int prefix) {
    public boolean contains(InetAddress address) {
        byte[] theirs = address.getAddress();
        byte[] ours = network.getAddress();
        if (theirs.length != ours.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (((theirs[bit / 8] ^ ours[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }

    /**
     * @param setting where the text was found, for the error line
     */
    static Parsed<Cidr> parse(String setting, String text) {
        int slash = text.indexOf('/');
        InetAddress network;
        try {
            network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        } catch (IllegalArgumentException e) {
            return wrong(
                    setting,
                    text,
                    "write an address block such as 10.0.0.0/8 or 2001:db8::/32, or one address");
        }
        int bits = network.getAddress().length * 8;
        String length = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
            return wrong(setting, text, "the length after / must be a number from 0 to " + bits);
        }
        var cidr = new Cidr(network, Integer.parseInt(length));
        return cidr.hasHostBits()
                ? wrong(
                        setting,
                        text,
                        "the address has bits beyond the first "
                                + length
                                + "; clear them or write a longer prefix")
                : Parsed.ok(cidr);
    }

    private boolean hasHostBits() {
        byte[] octets = network.getAddress();
        for (int bit = prefix; bit < octets.length * 8; bit++) {
            if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0) {
                return true;
            }
        }
        return false;
    }

    private static Parsed<Cidr> wrong(String setting, String text, String advice) {
        return Parsed.wrong(setting + " " + text + ": " + advice);
    }
}
