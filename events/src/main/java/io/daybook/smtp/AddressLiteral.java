package io.daybook.smtp;

import java.net.InetAddress;

/**
 * The {@code address-literal} of RFC 5321 section 4.1.3: IPv4 or IPv6. No other tag was ever
 * registered, so none is accepted.
 */
final class AddressLiteral {
    private static final String IPV6 = "IPv6:";

    private AddressLiteral() {}

    static boolean isLiteral(String text) {
        if (!text.startsWith("[") || !text.endsWith("]") || text.length() > 64) {
            return false;
        }
        String inside = text.substring(1, text.length() - 1);
        return inside.regionMatches(true, 0, IPV6, 0, IPV6.length())
                ? isIpv6(inside.substring(IPV6.length()))
                : isIpv4(inside);
    }

    private static boolean isIpv4(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") && isAddress(text);
    }

    private static boolean isIpv6(String text) {
        return text.matches("[0-9A-Fa-f:.]{2,45}") && text.contains(":") && isAddress(text);
    }

    private static boolean isAddress(String text) {
        try {
            return InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
