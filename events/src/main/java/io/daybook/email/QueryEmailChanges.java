package io.daybook.email;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks how the results of a query changed since a state of it (RFC 8620 section 5.6).
 *
 * @param maxChanges the most changes that are of use, at least 0
 * @param upTo the last email that the client knows of the results, if it says so
 */
public record QueryEmailChanges(
        AccountId account,
        EmailList list,
        State since,
        long maxChanges,
        @Nullable EmailId upTo,
        boolean calculateTotal) {
    public sealed interface Answer {}

    /**
     * The client takes out what was removed, then puts in what was added, in this order.
     *
     * @param added by ascending index
     * @param total null unless asked for
     */
    public record Changed(
            State queryState, List<EmailId> removed, List<Added> added, @Nullable Integer total)
            implements Answer {
        public Changed {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }
    }

    public record Added(EmailId email, int index) {}

    public record TooManyChanges() implements Answer {}

    /** The state is none of this account's, or so much has changed that it is not looked at. */
    public record CannotCalculateChanges() implements Answer {}

    /** The text index is behind and could not catch up within its bound. */
    public record IndexUnavailable() implements Answer {}
}
