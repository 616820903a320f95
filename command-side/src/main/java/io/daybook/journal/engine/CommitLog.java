package io.daybook.journal.engine;

import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where nodes make events durable. Of a stream and a number there is one event, whoever writes it,
 * and nothing has a number unless the one before it is there.
 */
public interface CommitLog {
    /**
     * Returns when all of the events are durable. They are of one stream, follow one another, and
     * are there together or not at all.
     *
     * @param at when the latest of them happened
     * @throws SequenceTaken when the place of the first is taken, or the one before it is empty
     * @throws io.daybook.core.Unavailable when nobody may append to the stream, or when it is not
     *     known in time whether they are there
     */
    void append(List<StoredEvent> events, Instant at);

    /** The end of the stream as it is now, or null when it has none. */
    @Nullable Head head(String stream);

    Limits limits();

    /**
     * What is made durable at once, at most.
     *
     * @param octets of all events, their hashes and their places
     * @param eventOctets of one event
     */
    record Limits(long octets, long eventOctets, int events) {}
}
