package io.daybook.user;

import io.daybook.core.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where tickets lie until somebody brings them: each is given out once, whichever node is asked.
 * They live for seconds, so nothing of them needs to survive what loses memory.
 */
public interface TicketShelf {
    /**
     * What a ticket stands for.
     *
     * @param credential names the secret by which the user signed in
     * @param mainPassword whether that was the main password
     */
    record Ticket(UserId user, String credential, boolean mainPassword, Instant until) {}

    /**
     * @param hash SHA-256 of the ticket's text, in hexadecimal
     */
    void put(String hash, Ticket ticket);

    /** Gives the ticket out, to one caller at most; null when there is none. It may be too old. */
    @Nullable Ticket take(String hash);
}
