package io.daybook.mailbox;

/** The limits of mailboxes, as the mail capability advertises them (RFC 8621 section 1.3.1). */
public final class MailboxRules {
    /** maxSizeMailboxName: octets of UTF-8. */
    public static final int MAX_NAME_OCTETS = 255;

    /** maxMailboxDepth: one more than the most ancestors that a mailbox may have. */
    public static final int MAX_DEPTH = 10;

    /** Mailboxes of one account. */
    public static final int MAX_MAILBOXES = 5_000;

    private MailboxRules() {}
}
