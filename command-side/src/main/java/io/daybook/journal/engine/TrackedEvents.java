package io.daybook.journal.engine;

import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The events of all streams that can still be opened, in an order that is the store's. */
public interface TrackedEvents {
    /**
     * The events after a token, null for all; at the end it looks again each time it is asked.
     *
     * @throws IllegalArgumentException when the token is of another kind of store
     */
    Stream<TrackedEventData<byte[]>> after(@Nullable TrackingToken token);

    /** Before every event, or null when there is none. */
    @Nullable TrackingToken tail();

    /** After every event, or null when there is none. */
    @Nullable TrackingToken head();

    /** Before the first event that happened at or after the instant; the head when none did. */
    @Nullable TrackingToken at(Instant instant);

    /**
     * The place that a token names in a store that numbers its events.
     *
     * @param start the place before every event, which null names
     */
    static long place(@Nullable TrackingToken token, long start) {
        return switch (token) {
            case null -> start;
            case GlobalSequenceTrackingToken numbered -> numbered.getGlobalIndex();
            default -> throw notOfThisStore(token);
        };
    }

    /** How a store refuses the token of another. */
    static IllegalArgumentException notOfThisStore(TrackingToken token) {
        return new IllegalArgumentException("not a token of this store: " + token);
    }
}
