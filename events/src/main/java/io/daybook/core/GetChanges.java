package io.daybook.core;

/**
 * Asks what changed since a state (RFC 8620 section 5.2).
 *
 * @param maxChanges a hard cap on the ids in the answer, at least 1
 */
public record GetChanges(AccountId account, DataType type, State since, int maxChanges) {
    /** What changed, or that it can no longer be told. */
    public sealed interface Answer {}

    /**
     * @param minor those of {@code updated} of which nothing changed but what changes often: the
     *     counters of a mailbox (RFC 8621 section 2.2), what is used of a quota (RFC 9425 section
     *     4.3), the keywords of an email
     */
    public record Changes(
            State oldState,
            State newState,
            boolean hasMoreChanges,
            Ids created,
            Ids updated,
            Ids destroyed,
            Ids minor)
            implements Answer {
        /** Whether there are updates, all of them minor. */
        public boolean isMinor() {
            return !updated.isEmpty() && minor.size() == updated.size();
        }
    }

    /** The state is of another epoch or beyond the head. */
    public record CannotCalculateChanges(State newState) implements Answer {}
}
