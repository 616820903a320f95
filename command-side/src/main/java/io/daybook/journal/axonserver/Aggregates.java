package io.daybook.journal.axonserver;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.axoniq.axonserver.grpc.event.Event;
import io.daybook.core.Unavailable;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads aggregates of Axon Server. */
final class Aggregates {
    private static final int OCTETS = 1 << 20;

    /** For the last number of a request this means that there is none. */
    private static final long UNBOUNDED = 0;

    private final Supplier<EventChannel> channel;

    private final Patience patience;

    Aggregates(Supplier<EventChannel> channel, Patience patience) {
        this.channel = channel;
        this.patience = patience;
    }

    /** The number of the last event; -1 of an aggregate that has none. */
    long last(String aggregate) {
        return patience.ask(() -> AxonCalls.await(channel.get().findHighestSequence(aggregate)));
    }

    /**
     * Some events, ascending.
     *
     * @param isCut whether there may be more up to the last that was asked for
     */
    record Part(List<Event> events, boolean isCut) {}

    /** Events numbered from {@code first} to {@code last}, as many as fit into a portion. */
    Part read(String aggregate, long first, long last) {
        return patience.ask(() -> take(aggregate, first, Math.max(last, 1)));
    }

    /** Events from {@code first} to the end. */
    Part readFrom(String aggregate, long first) {
        return patience.ask(() -> take(aggregate, first, UNBOUNDED));
    }

    private Part take(String aggregate, long first, long last) {
        try {
            AggregateEventStream stream = channel.get().openAggregateStream(aggregate, first, last);
            var events = new ArrayList<Event>();
            long octets = 0;
            while (stream.hasNext()) {
                if (octets >= OCTETS) {
                    stream.cancel();
                    return new Part(events, true);
                }
                Event event = stream.next();
                octets += event.getPayload().getData().size();
                events.add(event);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new Unavailable("interrupted while Axon Server was read");
            }
            return new Part(events, false);
        } catch (StreamClosedException | AxonServerException | StatusRuntimeException e) {
            throw AxonCalls.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while Axon Server was read");
        }
    }
}
