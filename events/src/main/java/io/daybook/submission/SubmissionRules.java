package io.daybook.submission;

/** The limits of submissions, as the submission capability advertises them where it can. */
public final class SubmissionRules {
    /** Octets of a message that is sent (RFC 1870; the maxSize of a {@code tooLarge}). */
    public static final long MAX_MESSAGE_OCTETS = 50_000_000;

    /** The maxRecipients of a {@code tooManyRecipients} (RFC 8621 section 7.5). */
    public static final int MAX_RECIPIENTS = 1_000;

    /** maxDelayedSend, in seconds: the most that nine digits can say. */
    public static final long MAX_DELAYED_SEND = 999_999_999;

    /** Submissions of one account that are not finished. */
    public static final int MAX_PENDING = 10_000;

    /** Characters of a reply that are kept. */
    public static final int MAX_REPLY = 1_000;

    private SubmissionRules() {}
}
