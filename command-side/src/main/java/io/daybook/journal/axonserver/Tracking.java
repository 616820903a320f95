package io.daybook.journal.axonserver;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.daybook.core.Unavailable;
import io.daybook.journal.Sealer;
import io.daybook.journal.StreamErased;
import io.daybook.journal.engine.JournalEventData;
import io.daybook.journal.engine.TrackedEvents;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * The events of all streams in the order of the log. Those of a stream that arrived are where they
 * were written: who has passed them before the arrival was opened does not meet them.
 */
final class Tracking implements TrackedEvents {
    /** The place of the identity of the log, before the first event. */
    private static final long START = 0;

    private static final int EVENTS = 256;

    private final Supplier<EventChannel> channel;
    private final Places places;
    private final Sealer sealer;
    private final Patience patience;

    Tracking(Supplier<EventChannel> channel, Places places, Sealer sealer, Patience patience) {
        this.channel = channel;
        this.places = places;
        this.sealer = sealer;
        this.patience = patience;
    }

    @Override
    public Stream<TrackedEventData<byte[]>> after(@Nullable TrackingToken token) {
        return readAfter(TrackedEvents.place(token, START));
    }

    /** The events after a place, -1 for all. */
    Stream<TrackedEventData<byte[]>> readAfter(long place) {
        return StreamSupport.stream(new Walk(place), false);
    }

    @Override
    public @Nullable TrackingToken tail() {
        return last() <= START ? null : new GlobalSequenceTrackingToken(START);
    }

    @Override
    public @Nullable TrackingToken head() {
        long last = last();
        return last <= START ? null : new GlobalSequenceTrackingToken(last);
    }

    @Override
    public @Nullable TrackingToken at(Instant instant) {
        if (!instant.isAfter(Instant.EPOCH)) {
            return tail();
        }
        long before = before(instant);
        return before < 0 ? head() : new GlobalSequenceTrackingToken(before);
    }

    private final class Walk extends Spliterators.AbstractSpliterator<TrackedEventData<byte[]>> {
        private final Deque<EventWithToken> ahead = new ArrayDeque<>();
        private long reached;

        Walk(long reached) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.reached = reached;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TrackedEventData<byte[]>> action) {
            while (true) {
                if (ahead.isEmpty()) {
                    ahead.addAll(patience.ask(() -> page(reached)));
                }
                EventWithToken next = ahead.poll();
                if (next == null) {
                    return false;
                }
                reached = next.getToken();
                TrackedEventData<byte[]> data = opened(next);
                if (data != null) {
                    action.accept(data);
                    return true;
                }
            }
        }
    }

    private List<EventWithToken> page(long after) {
        long last = last();
        var events = new ArrayList<EventWithToken>();
        if (last <= after) {
            return events;
        }
        try (EventStream stream = channel.get().openStream(after, EVENTS, EVENTS, true)) {
            long end = Math.min(last, after + EVENTS);
            while (events.isEmpty() || events.getLast().getToken() < end) {
                EventWithToken next =
                        stream.nextIfAvailable(
                                patience.longest().toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new Unavailable("Axon Server does not send the events after " + after);
                }
                events.add(next);
            }
            return events;
        } catch (StreamClosedException | AxonServerException | StatusRuntimeException e) {
            throw AxonCalls.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while Axon Server was read");
        }
    }

    /** Null of what nobody is to see, or can. */
    private @Nullable TrackedEventData<byte[]> opened(EventWithToken tracked) {
        String aggregate = tracked.getEvent().getAggregateIdentifier();
        String stream = Places.stream(aggregate);
        if (stream == null || !aggregate.equals(places.of(stream))) {
            return null;
        }
        JournalEventData data;
        try {
            data = new JournalEventData(sealer.open(EventForm.decode(stream, tracked.getEvent())));
        } catch (StreamErased e) {
            // Nobody can read it any more.
            return null;
        }
        return data.at(new GlobalSequenceTrackingToken(tracked.getToken()));
    }

    /** The place of the last event of the log. */
    long last() {
        return patience.ask(() -> AxonCalls.await(channel.get().getLastToken()));
    }

    /** The place before the first event that happened at or after the instant; -1 for none. */
    private long before(Instant instant) {
        return patience.ask(
                () -> AxonCalls.await(channel.get().getTokenAt(instant.toEpochMilli())));
    }
}
