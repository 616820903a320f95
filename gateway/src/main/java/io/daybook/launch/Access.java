package io.daybook.launch;

import java.util.Locale;

/**
 * To which user the account of another is open, and how.
 *
 * @param account the address of the user whose account it is
 * @param user the address of the other user
 */
public record Access(String account, String user, Mode mode) {
    public enum Mode {
        READ_WRITE,
        READ_ONLY,
        /** Not any more. */
        CLOSED
    }

    private static final String READ_ONLY = "read-only";

    /** Reads {@code ACCOUNT_ADDRESS:USER_ADDRESS} with or without {@code :read-only}. */
    static Parsed<Access> open(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 3 && parts[2].equals(READ_ONLY)) {
            return of("--open", parts, Mode.READ_ONLY);
        }
        return parts.length == 2
                ? of("--open", parts, Mode.READ_WRITE)
                : Parsed.wrong(
                        "--open needs ACCOUNT_ADDRESS:USER_ADDRESS, or the same and :read-only, such as team@example.org:alice@example.org:read-only");
    }

    /** Reads {@code ACCOUNT_ADDRESS:USER_ADDRESS}. */
    static Parsed<Access> close(String text) {
        String[] parts = text.split(":", -1);
        return parts.length == 2
                ? of("--close", parts, Mode.CLOSED)
                : Parsed.wrong(
                        "--close needs ACCOUNT_ADDRESS:USER_ADDRESS, such as team@example.org:alice@example.org");
    }

    private static Parsed<Access> of(String option, String[] parts, Mode mode) {
        for (int i = 0; i < 2; i++) {
            if (!Login.isAddress(parts[i])) {
                return Parsed.wrong(
                        option
                                + ": '"
                                + Login.printable(parts[i])
                                + "' is no mail address, such as alice@example.org");
            }
        }
        String account = parts[0].toLowerCase(Locale.ROOT);
        String user = parts[1].toLowerCase(Locale.ROOT);
        return account.equals(user)
                ? Parsed.wrong(option + ": the account of " + user + " is that user's own")
                : Parsed.ok(new Access(account, user, mode));
    }
}
