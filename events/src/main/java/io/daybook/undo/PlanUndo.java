package io.daybook.undo;

import io.daybook.core.AccountId;
import io.daybook.core.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks what it means to undo changes of an account: the records that they touched, as those changes
 * left them and as they were before.
 *
 * @param now what is kept for a retention time is judged by it
 * @param limit on the records
 */
public record PlanUndo(AccountId account, Changes changes, Instant now, int limit) {
    /** Which changes: events of the account's stream. */
    public sealed interface Changes {}

    /** Events by their sequence numbers. */
    public record Events(List<Long> seqs) implements Changes {
        public Events {
            seqs = List.copyOf(seqs);
        }
    }

    /** All events from the one to the other. */
    public record Range(long first, long last) implements Changes {}

    /**
     * All events after a state of the account and up to another one.
     *
     * @param upTo null for the last event
     */
    public record Since(State after, @Nullable State upTo) implements Changes {}

    /** All events that one request brought about; see {@link io.daybook.core.Cause}. */
    public record OfRequest(String requestId) implements Changes {}
}
