package io.daybook.journal;

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

    /** Ends the hold of this node; nothing when it has none. */
    void release(String stream);

    /** Ends the hold of whichever node of the cluster has one; that one cannot leave any more. */
    void free(String stream);

    /** Whether the hold of this node is one still: another node may have ended it. */
    boolean isHeld(String stream);

    /**
     * A held stream is elsewhere from now on: durable when it returns.
     *
     * @throws IllegalStateException when the hold of this node is over
     */
    void leave(String stream, String to);

    /** Takes that back. False when the stream had not left. */
    boolean comeBack(String stream);

    /** Where the stream went, or null while it is here. */
    @Nullable String leftTo(String stream);

    /**
     * @throws io.daybook.core.AccountMoved when the stream has left
     * @throws io.daybook.core.Unavailable when it is held
     */
    void requireHere(String stream);
}
