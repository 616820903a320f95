package io.daybook.email.query;

import java.util.Set;

/** An email as the tests know it; {@code sentAt} is {@code Long.MIN_VALUE} for none. */
record Mail(
        int id,
        int thread,
        long receivedAt,
        long sentAt,
        long size,
        Set<Integer> mailboxes,
        Set<String> keywords,
        boolean hasAttachment,
        String subject,
        String from,
        String to,
        Set<String> words) {
    /** The same with other words. */
    Mail saying(Set<String> others) {
        return new Mail(
                id,
                thread,
                receivedAt,
                sentAt,
                size,
                mailboxes,
                keywords,
                hasAttachment,
                subject,
                from,
                to,
                others);
    }
}
