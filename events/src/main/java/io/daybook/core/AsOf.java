package io.daybook.core;

/**
 * Asks what a query about an account would have answered at a moment of its past.
 *
 * @param query about the same account; one of those that the past can answer
 */
public record AsOf(AccountId account, Moment moment, Object query) {
    public sealed interface Answer {}

    /** What the query would have answered then. */
    public record Then(Object answer) implements Answer {}

    /** There was no such moment, or it is not over yet. */
    public record NoSuchMoment(Reason reason) implements Answer {}

    public enum Reason {
        /** The state is of another account, or of the same before it was restored. */
        OTHER_EPOCH,
        BEYOND_HEAD,
        /** The state is one of those that tell a part of a bulk event (RFC 8620 section 5.2). */
        WITHIN_EVENT,
        BEFORE_ACCOUNT
    }
}
