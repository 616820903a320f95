package io.daybook.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored octets of streams, before any seal is opened. */
public interface StoredEvents {
    /** Up to a bounded number of events with {@code seq >= from}, ascending; empty at the end. */
    List<StoredEvent> read(String stream, long from);

    /** The last durable event's number and hash, or null when the stream has none. */
    @Nullable Head head(String stream);

    record Head(long seq, byte[] hash) {}
}
