package io.daybook.account.command;

import io.daybook.journal.CommitTicket;
import io.daybook.journal.Journal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * A journal in memory whose commits a test may hold back and let fail. Like the real one it checks
 * the sequence, queued events included, and forgets the queue when a commit fails.
 */
final class QueueEngine implements EventStorageEngine, Journal {
    private record Queued(DomainEventMessage<?> event, CompletableFuture<Void> durable) {}

    private final Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();
    private final List<Queued> queue = new ArrayList<>();
    private boolean held;
    private boolean refusing;

    synchronized void hold() {
        held = true;
    }

    /** Lets appends be refused at once. */
    synchronized void refuse(boolean on) {
        refusing = on;
    }

    /** Makes everything queued durable, and no longer holds back. */
    void commit() {
        List<Queued> done;
        synchronized (this) {
            held = false;
            done = List.copyOf(queue);
            done.forEach(each -> store(each.event()));
            queue.clear();
        }
        done.forEach(each -> each.durable().complete(null));
    }

    /** Lets everything queued fail, and no longer holds back. */
    void fail() {
        List<Queued> lost;
        synchronized (this) {
            held = false;
            lost = List.copyOf(queue);
            queue.clear();
        }
        lost.forEach(
                each -> each.durable().completeExceptionally(new IllegalStateException("disk")));
    }

    synchronized int queued() {
        return queue.size();
    }

    private void store(DomainEventMessage<?> event) {
        streams.computeIfAbsent(event.getAggregateIdentifier(), any -> new ArrayList<>())
                .add(event);
    }

    private long next(String stream) {
        long waiting =
                queue.stream()
                        .filter(each -> each.event().getAggregateIdentifier().equals(stream))
                        .count();
        return streams.getOrDefault(stream, List.of()).size() + waiting;
    }

    @Override
    public synchronized void appendEvents(List<? extends EventMessage<?>> events) {
        if (refusing) {
            throw new IllegalStateException("refused");
        }
        var durable = new CompletableFuture<Void>();
        for (EventMessage<?> event : events) {
            var message = (DomainEventMessage<?>) event;
            if (message.getSequenceNumber() != next(message.getAggregateIdentifier())) {
                throw new ConcurrencyException("not the next: " + message.getSequenceNumber());
            }
            if (held) {
                queue.add(new Queued(message, durable));
            } else {
                store(message);
            }
        }
        CommitTicket ticket = CommitTicket.current();
        if (held && ticket != null) {
            ticket.follow(durable);
        }
    }

    @Override
    public void awaitQuiet(String stream) {
        List<Queued> waiting;
        synchronized (this) {
            waiting = List.copyOf(queue);
        }
        waiting.forEach(each -> each.durable().handle((done, failure) -> true).join());
    }

    @Override
    public synchronized DomainEventStream readEvents(String stream, long first) {
        var events = List.copyOf(streams.getOrDefault(stream, List.of()));
        return DomainEventStream.of(
                events.subList((int) Math.min(first, events.size()), events.size()));
    }

    @Override
    public synchronized Optional<Long> lastSequenceNumberFor(String stream) {
        int size = streams.getOrDefault(stream, List.of()).size();
        return size == 0 ? Optional.empty() : Optional.of(size - 1L);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("snapshots are not kept here");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return Optional.empty();
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken token, boolean mayBlock) {
        return Stream.empty();
    }
}
