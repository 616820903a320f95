package io.daybook.view;

/**
 * A record as it is stored.
 *
 * @param seq the event that wrote it
 */
public record Row<R>(long seq, R value) {}
