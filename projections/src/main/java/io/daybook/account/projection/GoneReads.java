package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.email.projection.GoneRow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads of what an account has no more, never behind what its stream had when the read began.
 *
 * @see io.daybook.core.Unavailable
 */
public interface GoneReads {
    /** What is known of these emails; of one that never was there, nothing. */
    Emails emails(AccountId account, Collection<Integer> emails);

    /** How long after its destruction an email can come back. */
    Duration retention(AccountId account);

    /** The sequence numbers of the events that the request brought about, ascending. */
    List<Long> eventsOf(AccountId account, String requestId);

    /** The address of the user whose account it is. */
    String owner(AccountId account);

    /**
     * @param alive those that are there
     * @param gone those that are not there any more, by their ids
     */
    record Emails(Set<Integer> alive, Map<Integer, GoneRow> gone) {}
}
