package io.daybook.demo;

import java.time.Instant;
import java.util.Set;

/**
 * A sample message as it lies in an account.
 *
 * @param user address of the account
 * @param mailboxRole JMAP role of its mailbox, such as {@code inbox}
 * @param octets the message; callers must not change them
 */
public record DemoMessage(
        String user, String mailboxRole, Instant receivedAt, Set<String> keywords, byte[] octets) {
    public DemoMessage {
        keywords = Set.copyOf(keywords);
    }
}
