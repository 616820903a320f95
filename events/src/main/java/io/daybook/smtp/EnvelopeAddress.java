package io.daybook.smtp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Mailbox} of RFC 5321 section 4.1.2, with the additions of RFC 6531 section 3.3. It holds
 * no CR, LF, NUL or other control character, and no {@code >} or space outside a quoted string.
 *
 * @param localPart as written, with its quotes if it has any
 * @param domain a domain, or an address literal in its brackets
 */
public record EnvelopeAddress(String localPart, String domain) {
    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_DOMAIN = 255;

    /** RFC 5321 section 4.5.3.1.3: 256 octets, of which the angle brackets take two. */
    private static final int MAX_MAILBOX = 254;

    /** The address that {@code text} spells, or null when it is not one. */
    public static @Nullable EnvelopeAddress parse(String text) {
        if (text.length() > MAX_MAILBOX || octets(text) > MAX_MAILBOX) {
            return null;
        }
        int at = LocalPart.end(text);
        if (at < 1 || at >= text.length() || text.charAt(at) != '@') {
            return null;
        }
        String local = text.substring(0, at);
        String domain = text.substring(at + 1);
        // RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.2: the lengths are those of the octets.
        return octets(local) > MAX_LOCAL_PART
                        || octets(domain) > MAX_DOMAIN
                        || !(MailDomain.isDomain(domain) || AddressLiteral.isLiteral(domain))
                ? null
                : new EnvelopeAddress(local, domain);
    }

    /** Whether a transaction with the address needs SMTPUTF8 (RFC 6531 section 3.2). */
    public boolean isInternational() {
        return !isAscii(localPart) || !isAscii(domain);
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The address as it stands between the angle brackets. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
