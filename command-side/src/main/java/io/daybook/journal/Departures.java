package io.daybook.journal;

import io.daybook.core.AccountMoved;
import io.daybook.core.Unavailable;
import io.daybook.journal.StoredEvents.Head;
import org.jspecify.annotations.Nullable;

/** Lets streams leave this journal for another. What happened to them here stays. */
public interface Departures {
    /**
     * Lets nobody append to the stream until {@link #release} or the end of the process.
     *
     * @return the end of the stream once everything queued is durable; null when there is no such
     *     stream, or it is held or has left already
     */
    @Nullable Head hold(String stream);

    void release(String stream);

    /** A held stream is elsewhere from now on: durable when it returns. */
    void leave(String stream, String to);

    /** Takes that back. False when the stream had not left. */
    boolean comeBack(String stream);

    /** Where the stream went, or null while it is here. */
    @Nullable String leftTo(String stream);

    /** Whether this process holds the stream. */
    boolean isHeld(String stream);

    /**
     * @throws AccountMoved when the stream has left
     * @throws Unavailable when it is held
     */
    default void requireHere(String stream) {
        String to = leftTo(stream);
        if (to != null) {
            throw new AccountMoved(stream, to);
        }
        if (isHeld(stream)) {
            throw new Unavailable(stream + " is held while it moves");
        }
    }
}
