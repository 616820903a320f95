package io.daybook.smtp;

/** The {@code Domain} of RFC 5321 section 4.1.2, whose labels may be U-labels (RFC 6531). */
final class MailDomain {
    private static final int MAX_LABEL = 63;

    private MailDomain() {}

    static boolean isDomain(String text) {
        for (String label : text.split("\\.", -1)) {
            if (!isSubDomain(label)) {
                return false;
            }
        }
        return true;
    }

    /** sub-domain = Let-dig [Ldh-str], or a U-label. */
    private static boolean isSubDomain(String label) {
        // RFC 5321 section 4.5.3.1.2 and RFC 1035: a label has at most 63 octets.
        return !label.isEmpty()
                && label.length() <= MAX_LABEL
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && label.codePoints()
                        .allMatch(c ->
                                c < 0x80
                                        ? LocalPart.isAlphanumeric(c) || c == '-'
                                        : NonAscii.isAllowedInLabel(c));
    }
}
