package io.daybook.core;

import java.util.List;

/**
 * What a decider made of one wish: the events that record it, or the state of affairs that forbids
 * it.
 */
public sealed interface Decision<E, R> {
    /** Accepted; no events when nothing changes. */
    record Accepted<E, R>(List<E> events) implements Decision<E, R> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Refused<E, R>(R refusal) implements Decision<E, R> {}

    @SafeVarargs
    static <E, R> Decision<E, R> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E, R> Decision<E, R> refuse(R refusal) {
        return new Refused<>(refusal);
    }
}
