package io.daybook.quota;

import io.daybook.core.AccountId;
import io.daybook.core.State;

/** Asks what an account uses of its quota (RFC 9425). */
public record GetQuota(AccountId account) {
    public record QuotaView(State state, long usedOctets, long maxOctets, int emails) {}
}
