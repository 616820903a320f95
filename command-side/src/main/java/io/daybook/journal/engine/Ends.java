package io.daybook.journal.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import org.jspecify.annotations.Nullable;

/**
 * Where streams were seen to end. Another node may have gone on since: an end is what an append
 * builds on, and the log proves it.
 */
public final class Ends {
    /** Before the first event. */
    public static final Head NONE = new Head(-1, StoredEvent.start());

    private static final int STREAMS = 100_000;

    /**
     * @param own the first of those events up to the head that this node appended, one after the
     *     other; one more than the head when there is none
     */
    private record End(Head head, long own) {}

    private final Cache<String, End> ends = Caffeine.newBuilder().maximumSize(STREAMS).build();

    public @Nullable Head last(String stream) {
        End end = ends.getIfPresent(stream);
        return end == null ? null : end.head();
    }

    /** Notes an end that was read; an older one than is known says nothing. */
    public void seen(String stream, Head head) {
        ends.asMap()
                .merge(
                        stream,
                        new End(head, head.seq() + 1),
                        (known, read) -> known.head().seq() >= head.seq() ? known : read);
    }

    /** Notes that this node appended the events from {@code first} to the head. */
    public void appended(String stream, long first, Head head) {
        ends.asMap()
                .compute(
                        stream,
                        (any, known) ->
                                known != null && known.head().seq() == first - 1
                                        ? new End(head, known.own())
                                        : new End(head, first));
    }

    /** Whether the event after this one, and all since, are of this node. */
    public boolean isOwnAfter(String stream, long seq) {
        End end = ends.getIfPresent(stream);
        return end != null && end.head().seq() > seq && end.own() <= seq + 1;
    }

    public void forget(String stream) {
        ends.invalidate(stream);
    }
}
