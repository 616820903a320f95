package io.daybook.quota;

import io.daybook.core.AccountId;
import io.daybook.core.State;

/** Asks what an account may use and does use (RFC 9425). */
public record GetQuotas(AccountId account) {
    /** The quota of the octets of all messages: its number in the account's log of changes. */
    public static final int OCTETS = 1;

    /** The quota of the number of mailboxes. */
    public static final int MAILBOXES = 2;

    /**
     * @param mailboxes how many there are
     */
    public record Quotas(State state, long usedOctets, long maxOctets, int emails, int mailboxes) {}
}
