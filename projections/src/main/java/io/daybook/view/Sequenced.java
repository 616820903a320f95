package io.daybook.view;

import io.daybook.core.Cause;
import io.daybook.core.Event;
import java.time.Instant;

/**
 * An event with its place in its stream.
 *
 * @param seq from 0, without gaps
 * @param at when it was appended
 * @param cause who and what brought it about
 */
public record Sequenced(long seq, Event event, Instant at, Cause cause) {
    /** Brought about by nobody who is known. */
    public Sequenced(long seq, Event event, Instant at) {
        this(seq, event, at, Cause.UNKNOWN);
    }
}
