package io.daybook.account;

import io.daybook.core.MailEvent;

/** What happens to the account as a whole. */
public sealed interface AccountEvent extends MailEvent {
    /**
     * The first event of every account's stream.
     *
     * @param epoch random, 1 to 12 of {@code a-z0-9}: the part of a state that names this stream
     * @param salt random: keys the hashes of message ids, so that nobody can forge collisions
     * @param owner the address of the user whose account it is
     * @param quotaOctets the most octets of messages that the account may hold
     */
    record AccountOpened(String epoch, long salt, String owner, long quotaOctets)
            implements AccountEvent {}

    record QuotaChanged(long quotaOctets) implements AccountEvent {}

    /**
     * @param days for which destroyed mail stays restorable from now on, or {@link
     *     RetentionRules#OF_SERVER}
     */
    record RetentionChanged(int days) implements AccountEvent {}
}
