package io.daybook.journal.axonserver;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.daybook.core.Unavailable;
import io.daybook.journal.engine.SequenceTaken;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Appends transactions. When an answer does not come, the transaction may have been carried out or
 * not: it is repeated until one comes, and events that are there already are ours if they have our
 * octets, which nobody else can have.
 *
 * <p>Axon Server looks only at what it took lately for an aggregate whose first event comes, so
 * that is looked for here before.
 */
final class Appending {
    private static final long FIRST_PAUSE_NANOS = 5_000_000;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000;

    private final Supplier<EventChannel> channel;
    private final Aggregates aggregates;
    private final Duration patience;

    /**
     * @param patience after which no new attempt is made
     */
    Appending(Supplier<EventChannel> channel, Aggregates aggregates, Duration patience) {
        this.channel = channel;
        this.aggregates = aggregates;
        this.patience = patience;
    }

    /**
     * Returns when Axon Server has all of the events, which are of one aggregate.
     *
     * @throws SequenceTaken when their place is taken, or the one before it is empty
     * @throws Unavailable when it is not known in time whether they are there
     * @throws io.daybook.journal.JournalFailure when Axon Server refuses them
     */
    void append(String stream, List<Event> events) {
        Event first = events.getFirst();
        String aggregate = first.getAggregateIdentifier();
        boolean exists = first.getAggregateSequenceNumber() == 0 && aggregates.last(aggregate) >= 0;
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (exists ? !isOurs(stream, aggregate, first) : !isThere(stream, aggregate, events)) {
            if (System.nanoTime() - deadline > 0) {
                throw new Unavailable(
                        "Axon Server does not say whether "
                                + stream
                                + " has the event "
                                + first.getAggregateSequenceNumber());
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause));
            pause = Math.min(LONGEST_PAUSE_NANOS, pause * 2);
        }
    }

    /** Tries once; false when it is not known whether the events are there. */
    private boolean isThere(String stream, String aggregate, List<Event> events) {
        try {
            return commit(events).get().getSuccess();
        } catch (ExecutionException | AxonServerException | StatusRuntimeException e) {
            if (AxonCalls.isSequenceConflict(e)) {
                return isOurs(stream, aggregate, events.getFirst());
            }
            if (AxonCalls.isFinal(e)) {
                throw AxonCalls.failure(e);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while Axon Server was asked");
        }
    }

    private CompletableFuture<Confirmation> commit(List<Event> events) {
        AppendEventsTransaction transaction = channel.get().startAppendEventsTransaction();
        events.forEach(transaction::appendEvent);
        return transaction.commit();
    }

    private boolean isOurs(String stream, String aggregate, Event first) {
        long seq = first.getAggregateSequenceNumber();
        try {
            var there = aggregates.read(aggregate, seq, seq).events();
            if (!there.isEmpty()) {
                var data = there.getFirst().getPayload().getData();
                if (data.equals(first.getPayload().getData())) {
                    return true;
                }
                throw new SequenceTaken(stream, seq, aggregates.last(aggregate));
            }
            long last = aggregates.last(aggregate);
            if (last < seq - 1) {
                throw new SequenceTaken(stream, seq, last);
            }
        } catch (Unavailable e) {
            return false;
        }
        // The place is promised to a transaction that is under way, perhaps our own.
        return false;
    }
}
