package io.daybook.server.axon;

import io.axoniq.axonserver.grpc.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The events of one context, in the order in which their transactions were committed. */
final class DoubleLog {
    private final List<Event> events = new ArrayList<>();
    private final Map<String, List<Integer>> tokens = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Before which a first event of an aggregate is not looked for. */
    private int recent;

    /** A sequence number was not the next of its aggregate. */
    static final class SequenceInvalid extends Exception {
        private static final long serialVersionUID = 1L;

        SequenceInvalid(Event event, long expected) {
            super(
                    "Invalid sequence number "
                            + event.getAggregateSequenceNumber()
                            + " for aggregate "
                            + event.getAggregateIdentifier()
                            + ", expected "
                            + expected);
        }
    }

    /** All of them, or none. */
    void append(List<Event> transaction) throws SequenceInvalid {
        commit(transaction);
        listeners.forEach(Runnable::run);
    }

    private synchronized void commit(List<Event> transaction) throws SequenceInvalid {
        var next = new HashMap<String, Long>();
        for (Event event : transaction) {
            if (event.getAggregateType().isEmpty()) {
                continue;
            }
            String aggregate = event.getAggregateIdentifier();
            Long expected = next.get(aggregate);
            if (expected == null) {
                expected = known(aggregate, event.getAggregateSequenceNumber()) + 1;
            }
            if (event.getAggregateSequenceNumber() != expected) {
                throw new SequenceInvalid(event, expected);
            }
            next.put(aggregate, expected + 1);
        }
        for (Event event : transaction) {
            tokens.computeIfAbsent(event.getAggregateIdentifier(), any -> new ArrayList<>())
                    .add(events.size());
            events.add(event);
        }
    }

    /** The server looks for an aggregate that ought to be new in its latest files only. */
    private long known(String aggregate, long first) {
        var of = tokens.getOrDefault(aggregate, List.of());
        boolean isForgotten = first == 0 && !of.isEmpty() && of.getLast() < recent;
        return isForgotten ? -1 : last(aggregate);
    }

    /** What was committed until now is not among the latest any more. */
    synchronized void age() {
        recent = events.size();
    }

    synchronized long last(String aggregate) {
        var of = tokens.getOrDefault(aggregate, List.of());
        return of.isEmpty() ? -1 : events.get(of.getLast()).getAggregateSequenceNumber();
    }

    synchronized List<Event> of(String aggregate, long first, long last) {
        return tokens.getOrDefault(aggregate, List.of()).stream()
                .map(events::get)
                .filter(event ->
                        event.getAggregateSequenceNumber() >= first
                                && event.getAggregateSequenceNumber() <= last)
                .toList();
    }

    synchronized int size() {
        return events.size();
    }

    synchronized Event at(int token) {
        return events.get(token);
    }

    /** The first event of this time or later; -1 when there is none. */
    synchronized long firstAt(long millis) {
        for (int token = 0; token < events.size(); token++) {
            if (events.get(token).getTimestamp() >= millis) {
                return token;
            }
        }
        return -1;
    }

    /** Calls the listener after each transaction, on the thread that committed it. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    synchronized void clear() {
        events.clear();
        tokens.clear();
        recent = 0;
    }
}
