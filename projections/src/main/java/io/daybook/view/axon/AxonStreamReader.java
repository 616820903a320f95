package io.daybook.view.axon;

import io.daybook.core.Cause;
import io.daybook.core.Event;
import io.daybook.view.Sequenced;
import io.daybook.view.StreamReader;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads streams through the event store, which decodes and upcasts. */
public final class AxonStreamReader implements StreamReader {
    private final EventStore store;

    public AxonStreamReader(EventStore store) {
        this.store = store;
    }

    @Override
    public List<Sequenced> read(String stream, long first, int limit) {
        var events = new ArrayList<Sequenced>();
        var messages = store.readEvents(stream, first);
        while (events.size() < limit && messages.hasNext()) {
            var message = messages.next();
            events.add(
                    new Sequenced(
                            message.getSequenceNumber(),
                            (Event) message.getPayload(),
                            message.getTimestamp(),
                            Cause.of(message.getMetaData())));
        }
        return events;
    }
}
