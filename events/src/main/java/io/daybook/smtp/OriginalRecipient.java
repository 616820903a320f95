package io.daybook.smtp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of ORCPT (RFC 3461 section 4.2).
 *
 * @param type of the address, in lower case: {@code rfc822}, {@code utf-8} (RFC 6533) or another
 *     atom
 * @param address not encoded
 */
public record OriginalRecipient(String type, String address) {
    private static final int MAX_VALUE = 500;
    private static final String INTERNATIONAL = "utf-8";

    /** What {@code value}, not encoded, spells, or null. */
    static @Nullable OriginalRecipient parse(String value) {
        int semicolon = value.indexOf(';');
        if (semicolon < 1 || semicolon + 1 >= value.length() || value.length() > MAX_VALUE) {
            return null;
        }
        String type = value.substring(0, semicolon).toLowerCase(Locale.ROOT);
        var read = new OriginalRecipient(type, value.substring(semicolon + 1));
        boolean sound =
                type.matches("[a-z0-9-]{1,40}")
                        && read.address.codePoints().allMatch(read::isAllowed)
                        && read.wire().length() <= MAX_VALUE;
        return sound ? read : null;
    }

    /** RFC 3461 section 4.2: printable ASCII; RFC 6533 section 3: more under the type utf-8. */
    private boolean isAllowed(int c) {
        return (c >= ' ' && c <= '~') || (type.equals(INTERNATIONAL) && NonAscii.isAllowed(c));
    }

    /** As it stands after {@code ORCPT=}: graphic ASCII. */
    public String wire() {
        return type + ";" + (type.equals(INTERNATIONAL) ? sevenBit() : Xtext.encode(address));
    }

    /** The address in printable ASCII, as it stands in a report (RFC 3464, RFC 6533 section 3). */
    public String sevenBit() {
        return type.equals(INTERNATIONAL) ? Xtext.encodeInternational(address) : address;
    }
}
