package io.daybook.core;

import java.time.Instant;

/** A moment of an account's past. */
public sealed interface Moment {
    /** After the event that a state of the account names. */
    record AtState(State state) implements Moment {}

    /**
     * After the last event that is not later. The clock of a stream never goes back: an event whose
     * own time is before that of an earlier one counts as of the same time as that.
     */
    record AtTime(Instant time) implements Moment {}
}
