package io.daybook.identity;

import java.util.Locale;
import java.util.Set;

/**
 * As whom a user may send.
 *
 * @param addresses lower case
 * @param domains of which the user has every address; lower case
 */
public record Senders(Set<String> addresses, Set<String> domains) {
    private static final String ANY = "*";

    public Senders {
        addresses = Set.copyOf(addresses);
        domains = Set.copyOf(domains);
    }

    /**
     * @param email an address, or {@code *@} and a domain (RFC 8621 section 6)
     */
    public boolean mayUse(String email) {
        String address = email.toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        return at > 0
                && (addresses.contains(address) || domains.contains(address.substring(at + 1)));
    }

    /** Whether an identity with this email is one for that address. */
    public static boolean covers(String identity, String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        String own = identity.toLowerCase(Locale.ROOT);
        int at = wanted.lastIndexOf('@');
        return own.equals(wanted) || (at > 0 && own.equals(ANY + wanted.substring(at)));
    }
}
