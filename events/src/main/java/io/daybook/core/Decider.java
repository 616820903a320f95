package io.daybook.core;

/** Decides one kind of command. Pure: no clock, no store, no framework. */
public interface Decider<C, S, E, R> {
    Decision<E, R> decide(C command, S state);
}
