package io.daybook.mailbox.projection;

/** The counters of a mailbox (RFC 8621 section 2). */
public record MailboxCounts(
        int totalEmails, int unreadEmails, int totalThreads, int unreadThreads) {
    public static final MailboxCounts ZERO = new MailboxCounts(0, 0, 0, 0);
}
