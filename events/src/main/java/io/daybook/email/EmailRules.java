package io.daybook.email;

/** The limits of emails, as the mail capability advertises them (RFC 8621 section 1.3.1). */
public final class EmailRules {
    /** maxMailboxesPerEmail. */
    public static final int MAX_MAILBOXES = 100;

    /** Keywords of one email. */
    public static final int MAX_KEYWORDS = 128;

    private EmailRules() {}
}
