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
     * @param countsOnly for Mailbox: whether nothing but counters changed (RFC 8621 section 2.2)
     */
    public record Changes(
            State oldState,
            State newState,
            boolean hasMoreChanges,
            Ids created,
            Ids updated,
            Ids destroyed,
            boolean countsOnly)
            implements Answer {}

    /** The state is of another epoch or beyond the head. */
    public record CannotCalculateChanges(State newState) implements Answer {}
}
