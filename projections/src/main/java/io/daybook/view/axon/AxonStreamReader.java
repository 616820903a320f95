package io.daybook.view.axon;

import io.daybook.core.Cause;
import io.daybook.core.Event;
import io.daybook.view.Sequenced;
import io.daybook.view.StreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads streams through the event store, which decodes and upcasts. */
public final class AxonStreamReader implements StreamReader {
    private final EventStore store;

    public AxonStreamReader(EventStore store) {
        this.store = store;
    }

    @Override
    public List<Sequenced> read(String stream, long first, int limit, ToIntFunction<Event> size) {
        var events = new ArrayList<Sequenced>();
        var messages = store.readEvents(stream, first);
        for (long sum = 0; sum < limit && messages.hasNext(); ) {
            var message = messages.next();
            var event = (Event) message.getPayload();
            sum += size.applyAsInt(event);
            if (events.isEmpty() || sum <= limit) {
                events.add(
                        new Sequenced(
                                message.getSequenceNumber(),
                                event,
                                message.getTimestamp(),
                                Cause.of(message.getMetaData())));
            }
        }
        return events;
    }

    @Override
    public List<Event> events(String stream, long first, int limit) {
        var events = new ArrayList<Event>();
        var messages = store.readEvents(stream, first);
        while (events.size() < limit && messages.hasNext()) {
            events.add((Event) messages.next().getPayload());
        }
        return events;
    }
}
