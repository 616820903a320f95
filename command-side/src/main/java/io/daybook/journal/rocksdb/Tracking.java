package io.daybook.journal.rocksdb;

import io.daybook.journal.Sealer;
import io.daybook.journal.StreamErased;
import io.daybook.journal.engine.JournalEventData;
import io.daybook.journal.engine.Portions;
import io.daybook.journal.engine.TrackedEvents;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The events of all streams in the global order. */
final class Tracking implements TrackedEvents {
    /** Before the first event. */
    private static final long START = -1;

    private final EventRows rows;
    private final Sealer sealer;

    Tracking(EventRows rows, Sealer sealer) {
        this.rows = rows;
        this.sealer = sealer;
    }

    @Override
    public Stream<TrackedEventData<byte[]>> after(@Nullable TrackingToken token) {
        return readAfter(TrackedEvents.place(token, START));
    }

    private Stream<TrackedEventData<byte[]>> readAfter(long index) {
        return Portions.stream(
                        index + 1,
                        Long.MAX_VALUE - 1,
                        EventRows.EVENTS,
                        (next, most) -> rows.readAfter(next - 1, most),
                        EventRows.Placed::index)
                .flatMap(placed -> opened(placed).stream());
    }

    private Optional<TrackedEventData<byte[]>> opened(EventRows.Placed placed) {
        try {
            var data = new JournalEventData(sealer.open(placed.event()));
            return Optional.of(data.at(new GlobalSequenceTrackingToken(placed.index())));
        } catch (StreamErased e) {
            // Nobody can read it any more.
            return Optional.empty();
        }
    }

    @Override
    public @Nullable TrackingToken tail() {
        return rows.lastIndex() <= START ? null : new GlobalSequenceTrackingToken(START);
    }

    @Override
    public @Nullable TrackingToken head() {
        long last = rows.lastIndex();
        return last <= START ? null : new GlobalSequenceTrackingToken(last);
    }

    @Override
    public @Nullable TrackingToken at(Instant instant) {
        long first = rows.firstIndexAt(instant);
        return first <= START ? head() : new GlobalSequenceTrackingToken(first - 1);
    }
}
