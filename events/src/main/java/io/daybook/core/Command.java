package io.daybook.core;

/**
 * A wish, decided by the aggregate whose stream it names. Time, randomness and ids from outside are
 * part of it.
 */
public interface Command {
    /** The stream of the aggregate that decides: its aggregate identifier. */
    String stream();
}
