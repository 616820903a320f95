package io.daybook.launch;

/** An account that must exist, and its password; the text form never shows the password. */
public record Login(String address, String password) {
    private static final int LONGEST_PASSWORD = 1024;

    @Override
    public String toString() {
        return address;
    }

    /**
     * @param where where the text was found, for the error line; the text itself is never repeated,
     *     it holds a secret
     */
    static Parsed<Login> parse(String text, String where) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Parsed.wrong(
                    where + " needs ADDRESS:PASSWORD, such as alice@example.org:opensesame");
        }
        String address = text.substring(0, colon);
        String password = text.substring(colon + 1);
        if (!isAddress(address)) {
            return Parsed.wrong(
                    where
                            + ": '"
                            + printable(address)
                            + "' is no mail address, such as alice@example.org");
        }
        if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            return Parsed.wrong(
                    where
                            + ": the password of "
                            + address
                            + " must have 1 to "
                            + LONGEST_PASSWORD
                            + " characters");
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            return Parsed.wrong(
                    where
                            + ": the password of "
                            + address
                            + " holds a control character; leave it out");
        }
        return Parsed.ok(new Login(address, password));
    }

    /**
     * Whether the text is {@code local@domain} without quotes, at most 254 characters (RFC 5321
     * section 4.5.3.1).
     */
    static boolean isAddress(String text) {
        int at = text.lastIndexOf('@');
        return text.length() <= 254
                && at > 0
                && at <= 64
                && text.substring(0, at).matches("[^\\s\\p{Cntrl}@:;,\"()<>\\[\\]\\\\]+")
                && text.substring(at + 1)
                        .matches(
                                "[\\p{Alnum}\\P{ASCII}]([-\\p{Alnum}\\P{ASCII}.]*[\\p{Alnum}\\P{ASCII}])?")
                && !text.contains("..");
    }

    static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "..." : clean;
    }
}
