package io.daybook.journal.engine;

import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;

/** Reads and opens the events of streams, a bounded portion at a time. */
public interface StreamReader {
    /** The durable events with this number and after it. */
    Stream<DomainEventData<byte[]>> read(String stream, long from);

    /** The number of the last durable event as it is now; -1 when there is none. */
    long last(String stream);
}
